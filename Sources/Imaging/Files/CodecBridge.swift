// SPDX-License-Identifier: Apache-2.0

import Biometrics
internal import CImageCodecs

/// Calls of the C codecs as typed throws and Swift arrays.
enum CodecBridge {
  typealias Decoder = (
    UnsafePointer<UInt8>?, Int, codec_limits, UnsafeMutablePointer<codec_image>?,
    UnsafeMutablePointer<codec_failure>?
  ) -> codec_status

  typealias Encoder = (
    UnsafePointer<UInt8>?, UnsafeMutablePointer<codec_buffer>?,
    UnsafeMutablePointer<codec_failure>?
  ) -> codec_status

  /// Decodes with a C decoder; `format` is the name for messages.
  static func decode(
    _ bytes: [UInt8], limits: ImageLimits, format: String, with decoder: Decoder
  ) throws(ImageError) -> GrayImage {
    var image = codec_image()
    var failure = codec_failure()
    let status = bytes.withUnsafeBufferPointer {
      decoder($0.baseAddress, $0.count, codec_limits(limits), &image, &failure)
    }
    guard status == CODEC_OK else { throw error(status, reading: format, failure) }
    defer { codec_image_free(&image) }
    let width = Int(image.width)
    let height = Int(image.height)
    let pixels = [UInt8](UnsafeBufferPointer(start: image.pixels, count: width * height))
    let resolution = try image.density.resolution(format: format)
    guard
      let result = GrayImage(width: width, height: height, pixels: pixels, resolution: resolution)
    else { throw ImageError.tooManyPixels(width, height, limits, format: format) }
    return result
  }

  /// Encodes with a C encoder, which is given the pixels.
  static func encode(
    _ pixels: [UInt8], format: String, with encoder: Encoder
  ) throws(ImageError) -> [UInt8] {
    var buffer = codec_buffer()
    var failure = codec_failure()
    let status = pixels.withUnsafeBufferPointer { encoder($0.baseAddress, &buffer, &failure) }
    guard status == CODEC_OK else {
      throw ImageError(
        status == CODEC_NO_MEMORY ? .noMemory : .badOption,
        "The image cannot be written as \(format): \(failure.sentence).")
    }
    defer { codec_buffer_free(&buffer) }
    return [UInt8](UnsafeBufferPointer(start: buffer.bytes, count: buffer.count))
  }

  private static func error(
    _ status: codec_status, reading format: String, _ failure: codec_failure
  ) -> ImageError {
    let found = "The \(format) image cannot be read: \(failure.sentence)"
    return switch status {
    case CODEC_TRUNCATED: ImageError(.truncated, "\(found). Fetch the file again.")
    case CODEC_TOO_LARGE: ImageError(.tooLarge, "\(found). Scale or cut it first.")
    case CODEC_COLOUR_SPACE: ImageError(.colourSpace, "\(found). Convert it to grey or RGB first.")
    case CODEC_BIT_DEPTH: ImageError(.bitDepth, "\(found). Convert it to 8 or 16 bits first.")
    case CODEC_NO_MEMORY: ImageError(.noMemory, "\(found).")
    default: ImageError(.damaged, "\(found). Fetch the file again.")
    }
  }
}

extension ImageError {
  /// The error for a header that announces more than the limits accept.
  static func tooManyPixels(
    _ width: Int, _ height: Int, _ limits: ImageLimits, format: String
  ) -> ImageError {
    ImageError(
      .tooLarge,
      "The \(format) image announces \(width)x\(height) pixels; at most \(limits.pixels) pixels and"
        + " sides of \(limits.side) are accepted. Scale or cut it first.")
  }
}

extension codec_failure {
  /// The library's words.
  var sentence: String {
    withUnsafeBytes(of: text) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}

extension codec_limits {
  init(_ limits: ImageLimits) {
    self.init(
      pixels: UInt64(limits.pixels), side: UInt32(limits.side), memory: UInt64(limits.memory))
  }
}
