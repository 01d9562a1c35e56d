// SPDX-License-Identifier: Apache-2.0

import Bytes

/// One size of a format, with the rates at which it can be had (UVC 1.5, frame descriptors of the
/// payload specifications).
public struct FrameSize: Sendable, Hashable {
  /// `bFrameIndex`.
  public let index: UInt8
  /// Pixels per row.
  public let width: Int
  /// Rows.
  public let height: Int
  /// `dwMaxVideoFrameBufferSize` as the device says it; 0 where it does not.
  public let bufferSize: UInt32
  /// Times between frames that it can do.
  public let intervals: FrameIntervals

  /// Longest side that is believed; the largest sensors in use have 7680.
  public static let longestSide = 8192
  /// Most pixels of a frame: 33 megapixels, four times what a portrait needs.
  public static let mostPixels = 1 << 25

  static func isSane(width: Int, height: Int) -> Bool {
    (1...longestSide).contains(width) && (1...longestSide).contains(height)
      && width * height <= mostPixels
  }

  /// Reads a frame descriptor of an uncompressed or JPEG format, or of a frame-based one, whose fields
  /// lie elsewhere. Nil for a size that no camera has.
  init?(_ descriptor: ClassDescriptor, isFrameBased: Bool) throws(MalformedData) {
    index = try descriptor.byte(3)
    width = Int(try descriptor.word(5))
    height = Int(try descriptor.word(7))
    if isFrameBased {
      bufferSize = 0
      intervals = try FrameIntervals(
        descriptor, standard: descriptor.long(17), count: descriptor.byte(21), at: 26)
    } else {
      bufferSize = try descriptor.long(17)
      intervals = try FrameIntervals(
        descriptor, standard: descriptor.long(21), count: descriptor.byte(25), at: 26)
    }
    guard Self.isSane(width: width, height: height) else { return nil }
  }
}
