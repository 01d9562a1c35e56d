// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// Why a command was not carried out. Nothing changed; the session goes on as it was.
public struct SessionError: ExplainedError {
  /// What stands in the way, as screens and scripts know it.
  public enum Kind: String, Sendable, Hashable, CaseIterable, Codable {
    /// The law forbids it: nobody under six gives biometric data. Exit code 6.
    case notPermitted = "not-permitted"
    /// The session has ended, or the command does not fit where it stands.
    case notNow = "not-now"
    /// A value has not its form; `part` names the field.
    case invalidValue = "invalid-value"
    /// A code is not on the policy's list.
    case unknownCode = "unknown-code"
    /// Findings stand in the way of review or submission; the state lists them.
    case notReady = "not-ready"
    /// A supervisor other than the officer must confirm it.
    case needsSupervisor = "needs-supervisor"
    /// A picture cannot be used at all.
    case unusablePicture = "unusable-picture"
    /// The draft cannot be kept or read.
    case draft = "draft-failed"
    /// The record could not be made, sealed or handed over.
    case submission = "submission-failed"
  }

  /// What stands in the way.
  public let kind: Kind
  /// A field, finger, eye or step; empty where it is none of them.
  public let part: String
  /// What was found and what to do, in English.
  public let message: String
  /// The same in Vietnamese.
  public let vietnamese: String
  /// The error of the layer below.
  public let cause: (any Error)?

  /// The kind in kebab-case.
  public var code: String { kind.rawValue }

  init(
    _ kind: Kind, part: String = "", _ message: String, vietnamese: String,
    cause: (any Error)? = nil
  ) {
    (self.kind, self.part, self.message) = (kind, part, message)
    (self.vietnamese, self.cause) = (vietnamese, cause)
  }
}
