// SPDX-License-Identifier: Apache-2.0

public import Cryptography

/// A whole frame of a camera: its bytes as they came, and where they came from.
public struct CameraFrame: Sendable, Hashable {
  /// All bytes of the picture, untouched.
  public let bytes: [UInt8]
  /// Format and size.
  public let mode: VideoMode
  /// Counts up from 1 since the camera was opened; gaps are frames that nobody fetched.
  public let number: Int
  /// When its last byte arrived.
  public let arrival: ContinuousClock.Instant
  /// Clock of the camera when it began, in ticks; nil where the camera does not say.
  public let presentationTime: UInt32?
  /// Whether it is a still.
  public let isStill: Bool
  /// What is special about the camera.
  public let quirks: CameraQuirks
  /// The grey picture of a JPEG frame, once it was decoded to see whether it is whole.
  var decoded: Picture?

  /// Takes an assembled frame and where it came from.
  public init(
    _ whole: AssembledFrame, mode: VideoMode, number: Int, arrival: ContinuousClock.Instant,
    quirks: CameraQuirks
  ) {
    bytes = whole.bytes
    presentationTime = whole.presentationTime
    isStill = whole.isStill
    self.mode = mode
    self.number = number
    self.arrival = arrival
    self.quirks = quirks
  }

  /// The frame with the last doubt removed: a JPEG frame whose markers are in order may still lack a
  /// piece in its middle, which only the decoder sees. Other formats have nothing to check.
  ///
  /// Throws `faulty` for one that is damaged. Frames that an open `Camera` gives are verified.
  public func verified() throws(CameraError) -> CameraFrame {
    guard mode.format == .mjpeg else { return self }
    var frame = self
    frame.decoded = try gray()
    return frame
  }
}

extension CameraFrame {
  /// SHA-256 of the bytes, by which a record names the very frame that it was made from.
  ///
  /// Throws only where OpenSSL cannot work at all.
  public func digest() throws(CryptoError) -> Digest256 { try SHA256.digest(of: bytes) }
}

extension CameraFrame: CustomStringConvertible, CustomDebugStringConvertible {
  /// Number and size; never pixels, which would put a sample into logs.
  public var description: String {
    "frame \(number), \(mode.format.rawValue) \(mode.width)x\(mode.height)"
  }

  /// The same.
  public var debugDescription: String { description }
}

extension CameraFrame {
  /// A grey frame that no camera gave, for samples and tests.
  package init(
    gray pixels: [UInt8], width: Int, height: Int, number: Int, quirks: CameraQuirks
  ) {
    let mode = VideoMode(
      interface: 0, formatIndex: 0, frameIndex: 0, format: .gray8, width: width, height: height,
      intervals: FrameIntervals(standard: 333_333, values: [], isRange: false))
    let whole = AssembledFrame(bytes: pixels, presentationTime: nil, isStill: false)
    self.init(whole, mode: mode, number: number, arrival: .now, quirks: quirks)
  }
}
