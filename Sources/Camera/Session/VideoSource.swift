// SPDX-License-Identifier: Apache-2.0

/// A way to get frames of an open camera: the video class over USB, or the kernel's driver.
protocol VideoSource: Sendable {
  /// Which of the two it is.
  var driver: CameraDriver { get }

  /// Agrees on a mode and begins to put frames into the mailbox; gives the rate that the camera will
  /// keep, in frames a second.
  func start(_ mode: VideoMode, rate: Double, into mailbox: FrameMailbox) async throws -> Double

  /// Ends the stream; safe to call when there is none.
  func stop() async

  /// Counts of all streams so far.
  func statistics() async -> StreamStatistics

  /// The range and value of a control; nil when the camera has not got it.
  func range(of control: CameraControl) async throws -> ControlRange?

  /// Sets a control to a value inside its range.
  func set(_ control: CameraControl, to value: Int) async throws

  /// Switches the lamps, where the camera's card says how.
  func setLamps(on: Bool) async throws

  /// Takes a still that is no frame of the stream, while one runs; it goes on afterwards.
  func still(_ still: StillMode) async throws -> StillAnswer

  /// Gives the camera back.
  func close() async
}

extension VideoSource {
  /// Most ways to a camera have frames of its stream only.
  func still(_ still: StillMode) async throws -> StillAnswer { .notTaken(.notPassedOn) }
}
