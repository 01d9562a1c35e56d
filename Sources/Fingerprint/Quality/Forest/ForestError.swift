// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// Why a quality model cannot be used.
public struct ForestError: ExplainedError, Hashable {
  /// What kind of reason.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    case unreadable = "unreadable-model"
    case malformed = "malformed-model"
    case unknown = "unknown-model"
  }

  /// What kind of reason.
  public let reason: Reason
  /// What was found and what to do.
  public let message: String

  /// The reason as text.
  public var code: String { reason.rawValue }

  static func unreadable(_ path: String, _ why: String) -> ForestError {
    ForestError(
      reason: .unreadable, message: "The quality model \(path) cannot be read: \(why).")
  }

  static func malformed(_ found: String) -> ForestError {
    ForestError(
      reason: .malformed,
      message: "Reading a quality model found \(found). Fetch the file again: it is damaged, or it "
        + "is neither NIST's YAML of NFIQ 2.3 nor a model made by `sinhtrac quality model`.")
  }

  static func unknown(_ found: String) -> ForestError {
    ForestError(
      reason: .unknown,
      message: "The quality model is not one that belongs to these measures: \(found). Use "
        + "nist_plain_tir-ink.yaml of NFIQ 2.3; models of other versions take other measures.")
  }
}
