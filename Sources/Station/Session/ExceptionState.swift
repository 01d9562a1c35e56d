// SPDX-License-Identifier: Apache-2.0

import Records

/// Why a finger or eye cannot be captured.
public enum ExceptionReason: String, Sendable, Hashable, CaseIterable, Codable {
  /// Lost for good: 14.018 XX, 17.028 MA.
  case missing
  /// There, but covered for now: 14.018 UP, 17.028 UC.
  case bandaged
  /// There, but nothing can be captured of it: 14.018 UP, 17.028 UC.
  case unable

  /// As a record says it of a finger.
  var ofFinger: MissingFinger.Reason {
    switch self {
    case .missing: .amputated
    case .bandaged: .bandaged
    case .unable: .damaged
    }
  }

  /// As a record says it of an eye.
  var ofEye: MissingEye.Reason { self == .missing ? .missing : .unable }
}

/// A finger or eye that cannot be captured.
public struct ExceptionState: Sendable, Hashable, Codable {
  /// Which.
  public let part: BodyPart
  /// Why.
  public let reason: ExceptionReason
  /// The officer's words; may be empty.
  public let remark: String
  /// Whether there is a photograph of it (`picture(.exception(part))`).
  public internal(set) var hasPhoto: Bool
  /// Who declared it.
  public let officer: String
  /// When, RFC 3339.
  public let at: String
  /// Who confirmed it; nil as long as nobody has.
  public internal(set) var supervisor: String?
  /// When it was confirmed.
  public internal(set) var confirmedAt: String?

  /// Whether a photograph, where the policy wants one, and the confirmation are there.
  public internal(set) var isComplete: Bool
}
