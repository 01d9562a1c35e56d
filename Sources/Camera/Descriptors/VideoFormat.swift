// SPDX-License-Identifier: Apache-2.0

import Bytes

/// One format of a streaming interface with its sizes.
public struct VideoFormat: Sendable, Hashable {
  /// `bFormatIndex`.
  public let index: UInt8
  /// Its name on the wire; JPEG has none.
  public let guid: VideoGUID?
  /// What the name means; nil for what we cannot read.
  public let pixelFormat: PixelFormat?
  /// The sizes in the device's order.
  public internal(set) var sizes: [FrameSize]

  /// Most sizes of a format: `bNumFrameDescriptors` is a byte.
  static let mostSizes = 255

  /// Takes an uncompressed, JPEG or frame-based format descriptor.
  init(_ descriptor: ClassDescriptor, isJPEG: Bool) throws(MalformedData) {
    index = try descriptor.byte(3)
    guid = isJPEG ? nil : try descriptor.guid(5)
    pixelFormat = isJPEG ? .mjpeg : guid.flatMap(PixelFormat.init)
    sizes = []
  }
}

/// A size of still pictures (UVC 1.5, 3.9.2.5).
public struct StillSizes: Sendable, Hashable {
  /// Format that it belongs to.
  public let formatIndex: UInt8
  /// Bulk endpoint of method 3; nil for the others.
  public let endpoint: UInt8?
  /// Widths and heights; the n-th has `bFrameIndex` n + 1.
  public let sizes: [Size]

  /// One size.
  public struct Size: Sendable, Hashable {
    /// Pixels per row.
    public let width: Int
    /// Rows.
    public let height: Int
  }

  init(_ descriptor: ClassDescriptor, formatIndex: UInt8) throws(MalformedData) {
    self.formatIndex = formatIndex
    let address = try descriptor.byte(3)
    endpoint = address == 0 ? nil : address
    var found: [Size] = []
    for number in 0..<Int(try descriptor.byte(4)) {
      found.append(
        Size(
          width: Int(try descriptor.word(5 + 4 * number)),
          height: Int(try descriptor.word(7 + 4 * number))))
    }
    sizes = found
  }
}
