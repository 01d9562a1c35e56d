// SPDX-License-Identifier: Apache-2.0

import CImageCodecs

/// JPEG frames of cameras: baseline pictures, mostly without the tables for the Huffman decoder, for
/// which those of ITU-T T.81, annex K, are meant.
enum MotionJPEG {
  /// Bytes of working memory that the decoder may take.
  private static let memory: UInt64 = 256 << 20

  /// Decodes a frame. The decoder's warnings count as errors: a piece that fell out of the middle
  /// shows as one.
  static func decode(
    _ frame: CameraFrame, _ channels: Picture.Channels
  ) throws(CameraError) -> Picture {
    let mode = frame.mode
    guard
      let structure = JPEGFrame.picture(in: frame.bytes, of: mode, quirks: frame.quirks)
    else { throw CameraError(.faulty, "The camera sent a frame that is no whole JPEG picture.") }
    let bytes = structure.range.lowerBound == 0 ? frame.bytes : Array(frame.bytes[structure.range])
    let scan = structure.firstScan - structure.range.lowerBound
    let whole = structure.hasHuffmanTables ? bytes : HuffmanTables.inserted(bytes, at: scan)
    var image = unsafe codec_image()
    var failure = codec_failure()
    let limits = codec_limits(
      pixels: UInt64(FrameSize.mostPixels), side: UInt32(FrameSize.longestSide), memory: memory)
    let status = unsafe whole.withUnsafeBufferPointer { source in
      unsafe channels == .gray
        ? codec_jpeg_decode(source.baseAddress, source.count, limits, &image, &failure)
        : codec_jpeg_decode_colour(source.baseAddress, source.count, limits, &image, &failure)
    }
    defer { unsafe codec_image_free(&image) }
    guard status == CODEC_OK, let pixels = unsafe image.pixels else {
      throw CameraError(.faulty, "The camera sent a JPEG frame that cannot be decoded.")
    }
    let (width, height) = unsafe (Int(image.width), Int(image.height))
    let count = width * height * channels.rawValue
    let copy = unsafe Array(UnsafeBufferPointer(start: pixels, count: count))
    guard (width, height) == (mode.width, mode.height),
      let picture = Picture(width: width, height: height, channels: channels, pixels: copy)
    else { throw CameraError(.faulty, "The camera sent a JPEG frame of a wrong size.") }
    return picture
  }
}
