// SPDX-License-Identifier: Apache-2.0

internal import CImageCodecs

/// JPEG (ISO/IEC 10918-1) with JFIF density; colour in becomes its luma, grey goes out.
enum JPEG: ImageCodec {
  static let fileEndings = ["jpg", "jpeg"]

  static func recognizes(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0xFF, 0xD8, 0xFF]) }

  static func decode(_ bytes: [UInt8], limits: ImageLimits) throws(ImageError) -> GrayImage {
    try CodecBridge.decode(bytes, limits: limits, format: "JPEG", with: codec_jpeg_decode)
  }

  static func encode(
    _ image: GrayImage, options: EncodingOptions
  ) throws(ImageError) -> [UInt8] {
    guard (1...100).contains(options.jpegQuality) else {
      throw ImageError(
        .badOption, "A JPEG quality of \(options.jpegQuality) does not exist; choose 1 to 100.")
    }
    let density = codec_density(image.resolution, unit: CODEC_PER_INCH)
    return try CodecBridge.encode(image.pixels, format: "JPEG") { pixels, out, failure in
      codec_jpeg_encode(
        pixels, UInt32(image.width), UInt32(image.height), Int32(options.jpegQuality), density, out,
        failure)
    }
  }
}
