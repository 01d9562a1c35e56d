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
