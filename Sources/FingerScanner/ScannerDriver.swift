// SPDX-License-Identifier: Apache-2.0

public import Biometrics
public import USB

/// The protocol of one family of scanners, and nothing else: no turning, no retries, no messages.
///
/// The framework calls one function at a time, in this order: `wake`, then `prepare`, `awaitFinger`,
/// `readFrame` as often as wanted, `awaitLift` again and again, at last `sleep`. After an error it calls `sleep`,
/// and `wake` before anything else. Every wait but the one for a person is bounded.
public protocol ScannerDriver: Sendable {
  /// Whether `readFrame` can be called again while the finger stays; otherwise each touch gives one
  /// picture.
  nonisolated var isLive: Bool { get }

  /// Hears what is to be captured next; comes before `awaitFinger`. Throws `notSupported` for what the
  /// scanner has no room for.
  func prepare(for position: FingerPosition) async throws

  /// Brings the scanner from whatever state it is in to where it can see fingers.
  func wake() async throws

  /// Waits, for ever if need be, until a finger is there.
  func awaitFinger() async throws

  /// Takes a picture of what is on the scanner now.
  func readFrame() async throws -> RawFrame

  /// A better picture of what was just read, where `readFrame` gives less than the scanner can do; nil
  /// where it gives the best already.
  func finalFrame() async throws -> RawFrame?

  /// Waits, for ever if need be, until no finger is there; returns at once where a scanner cannot tell.
  func awaitLift() async throws

  /// Brings the scanner to rest as well as it can be done; bounded, and never fails.
  func sleep() async
}

extension ScannerDriver {
  /// Scanners for one finger take any single one.
  public func prepare(for position: FingerPosition) async throws {
    guard position.fingers.count <= 1 else {
      throw ScannerError(
        .unsuitable, "This scanner takes one finger at a time, and not \(position.name).")
    }
  }
}

extension ScannerDriver {
  /// Most scanners show what is on them for as long as it is there.
  public nonisolated var isLive: Bool { true }

  /// Most scanners give their best at once.
  public func finalFrame() async throws -> RawFrame? { nil }
}

/// A driver for scanners on USB; only these stand in the table.
public protocol USBScannerDriver: ScannerDriver {
  /// Whom the driver serves.
  static var card: DriverCard { get }

  /// Takes an opened device.
  init(_ transport: any Transport, _ settings: ScannerSettings)
}
