// SPDX-License-Identifier: Apache-2.0

public import Camera

/// The pictures that made-up cameras send: each different from every other, and each byte foretold, so
/// that a client can say whether a frame is the very one that was sent.
public enum TestFrame {
  /// Number of the first still; they count on from it by requests.
  public static let firstStill = 1_000_000

  /// The frame with a number, from 0.
  public static func bytes(_ number: Int, _ format: PixelFormat, width: Int, height: Int) -> [UInt8]
  {
    guard let count = format.frameBytes(width: width, height: height) else {
      return FlatJPEG(width: width, height: height, isColour: true, comment: mark(number)) {
        x, y in UInt8(truncatingIfNeeded: x &* 7 &+ y &* 13 &+ number &* 5)
      }.bytes
    }
    let offset = UInt8(truncatingIfNeeded: number &* 29)
    var bytes = [UInt8](repeating: 0, count: count)
    for index in bytes.indices {
      let value = UInt8(truncatingIfNeeded: index &* 3 &+ index >> 9)
      bytes[index] = value &+ offset
    }
    bytes.replaceSubrange(0..<4, with: mark(number))
    return bytes
  }

  /// The number of a frame that arrived; nil when a single byte of it is not as it was sent.
  public static func number(of frame: CameraFrame) -> Int? {
    let place = frame.mode.format == .mjpeg ? 6 : 0
    guard frame.bytes.count >= place + 4 else { return nil }
    let number = frame.bytes[place..<place + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
    let sent = bytes(number, frame.mode.format, width: frame.mode.width, height: frame.mode.height)
    return sent == frame.bytes ? number : nil
  }

  private static func mark(_ number: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}
