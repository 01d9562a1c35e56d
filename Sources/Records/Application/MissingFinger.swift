// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// A finger that cannot be captured, and why.
public struct MissingFinger: Sendable, Hashable {
  /// Why a finger cannot be captured; raw values are OSIA's `presence` in lower case.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    /// Lost for good: ANSI/NIST-ITL 14.018 code XX.
    case amputated
    /// There but covered, for now: code UP.
    case bandaged
    /// There but without usable ridges: code UP.
    case damaged
  }

  /// One of the ten single fingers.
  public let finger: FingerPosition
  /// Why it is missing.
  public let reason: Reason

  /// Takes a single finger; nil for any other position.
  public init?(_ finger: FingerPosition, _ reason: Reason) {
    guard finger.isSingleFinger else { return nil }
    self.finger = finger
    self.reason = reason
  }
}
