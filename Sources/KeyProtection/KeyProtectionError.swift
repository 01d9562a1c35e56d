// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// Why a station's keys could not be made or unlocked.
public struct KeyProtectionError: ExplainedError {
  /// What stood in the way.
  public enum Reason: String, Sendable, CaseIterable {
    /// The passphrase or PIN is wrong.
    case wrongSecret = "key-wrong-secret"
    /// The TPM or token takes no further PIN for now.
    case lockedOut = "key-locked-out"
    /// TPM, token or its library is missing, or reports a failure.
    case device = "key-device"
    /// The file with the protected keys was changed or belongs to another device.
    case file = "key-file"
    /// A passphrase or PIN that is too short.
    case weakSecret = "key-weak-secret"
  }

  /// What stood in the way.
  public let reason: Reason
  /// What was found and what to do.
  public let message: String
  /// The error of the layer below.
  public let cause: (any Error)?

  init(_ reason: Reason, _ message: String, cause: (any Error)? = nil) {
    (self.reason, self.message, self.cause) = (reason, message, cause)
  }

  /// The reason, such as `key-wrong-secret`.
  public var code: String { reason.rawValue }

  static func damaged(_ cause: (any Error)? = nil) -> KeyProtectionError {
    KeyProtectionError(
      .file,
      """
      The file with the station's keys cannot be used: it was changed, or belongs to another device. \
      Restore it from a copy, or set the station up anew with `sinhtrac station init`.
      """, cause: cause)
  }

  static func tooShort(_ name: String, _ count: Int) -> KeyProtectionError {
    KeyProtectionError(.weakSecret, "The \(name) is too short: use at least \(count) characters.")
  }
}
