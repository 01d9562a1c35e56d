// SPDX-License-Identifier: Apache-2.0

/// What may be chosen about cameras; the defaults suit everybody but tests.
public struct CameraSettings: Sendable {
  /// Who drives the camera.
  public var route = CameraRoute.automatic
  /// Time that the camera has for the answer to a request. Some need half a second while they start.
  public var answerLimit: Duration = .seconds(2)
  /// Time without any whole frame after which the stream is started anew; exposures in the dark take
  /// up to a second.
  public var silenceLimit: Duration = .seconds(3)
  /// Time that a frame has to come where the caller says none.
  public var frameLimit: Duration = .seconds(5)
  /// How often the stream is started anew, one time after the other, before the camera counts as broken.
  public var restarts = 3
  /// Time that a camera which was unplugged has to come back; zero gives up at once.
  public var replugLimit: Duration = .zero
  /// Time from the request for a still to its last byte: cameras that focus and light first take two
  /// seconds, and five megapixels half of one on a bus of high speed.
  public var stillLimit: Duration = .seconds(5)
  /// How often a still is asked for before the camera counts as giving none; one is damaged as easily as
  /// a frame is.
  public var stillAttempts = 3

  /// The defaults.
  public init() {}
}
