// SPDX-License-Identifier: Apache-2.0

public import USB

/// The protocol of one family of scanners, and nothing else: no turning, no retries, no messages.
///
/// The framework calls one function at a time, in this order: `wake`, then `awaitFinger`, `readFrame`
/// as often as wanted, `awaitLift` again and again, at last `sleep`. After an error it calls `sleep`,
/// and `wake` before anything else. Every wait but the one for a person is bounded.
public protocol ScannerDriver: Sendable {
  /// Whom the driver serves.
  static var card: DriverCard { get }

  /// How the pictures of a model lie, and how fine they are.
  static func geometry(of model: ModelID) -> FrameGeometry

  /// Takes an opened device.
  init(_ transport: any Transport, _ settings: ScannerSettings)

  /// Brings the scanner from whatever state it is in to where it can see fingers.
  func wake() async throws

  /// Waits, for ever if need be, until a finger is there.
  func awaitFinger() async throws

  /// Takes a picture of what is on the scanner now.
  func readFrame() async throws -> RawFrame

  /// Waits, for ever if need be, until no finger is there; returns at once where a scanner cannot tell.
  func awaitLift() async throws

  /// Brings the scanner to rest as well as it can be done; bounded, and never fails.
  func sleep() async
}
