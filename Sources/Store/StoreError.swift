// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// Why the station's store could not do what was asked for; never holds what was to be stored.
public struct StoreError: ExplainedError {
  /// What stood in the way.
  public enum Reason: String, Sendable, CaseIterable {
    /// Another process has the store open.
    case inUse = "store-in-use"
    /// The disk failed earlier; the store does nothing more until the program is started again.
    case closed = "store-closed"
    /// No room on the disk; nothing was stored, and everything stored before is kept.
    case diskFull = "disk-full"
    /// The disk reported that data were not written. The store is closed from here on.
    case diskFailed = "disk-failed"
    /// A file or folder cannot be made, read or changed.
    case unusable = "store-unusable"
    /// Something sealed was asked for, and the store was opened without its key.
    case locked = "store-locked"
    /// The key is not the one that the store was made with.
    case wrongKey = "wrong-key"
    /// A file or row is missing or not as it was written.
    case damaged = "store-damaged"
    /// There is no such entry.
    case unknown = "store-unknown-entry"
    /// A value is outside what the store takes.
    case invalid = "store-invalid-value"
    /// The record id is taken by a record with other content.
    case conflict = "record-conflict"
    /// The entry's state does not allow the step.
    case wrongState = "outbox-wrong-state"
    /// A receipt is not the centre's, or not for this record.
    case badReceipt = "receipt-refused"
    /// A stick holds something that is not as its manifest says.
    case alteredStick = "stick-altered"
    /// Operator or PIN is wrong.
    case signInRefused = "sign-in-refused"
    /// Too many wrong PINs; the message says how long to wait.
    case operatorLocked = "operator-locked"
    /// A primitive failed.
    case cryptography = "store-cryptography"
  }

  /// What stood in the way.
  public let reason: Reason
  /// What was found and what to do.
  public let message: String
  /// The error below, when there is one.
  public let cause: (any Error)?

  /// Takes a message that says what was found and what to do.
  public init(_ reason: Reason, _ message: String, cause: (any Error)? = nil) {
    self.reason = reason
    self.message = message
    self.cause = cause
  }

  /// The reason, such as `disk-full`.
  public var code: String { reason.rawValue }
}

extension StoreError {
  static func invalid(_ what: String, _ expected: String) -> StoreError {
    StoreError(.invalid, "\(what) must be \(expected).")
  }

  static func unknown(_ what: String) -> StoreError {
    StoreError(.unknown, "The store has no \(what). List what there is and name one of those.")
  }

  static let locked = StoreError(
    .locked, "The store was opened without its key. Unlock the station, then try again.")

  static func damaged(_ what: String) -> StoreError {
    StoreError(
      .damaged,
      "\(what) is missing or not as it was written. Keep the folder as it is and tell the office.")
  }
}
