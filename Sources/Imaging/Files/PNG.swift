// SPDX-License-Identifier: Apache-2.0

internal import CImageCodecs

/// PNG (ISO/IEC 15948): every bit depth and colour type in; 8-bit grey or RGB out; pHYs both ways.
enum PNG: ImageCodec {
  static let fileEndings = ["png"]

  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  static func recognizes(_ bytes: [UInt8]) -> Bool { bytes.starts(with: signature) }

  static func decode(_ bytes: [UInt8], limits: ImageLimits) throws(ImageError) -> GrayImage {
    try CodecBridge.decode(bytes, limits: limits, format: "PNG", with: codec_png_decode)
  }

  static func encode(
    _ image: GrayImage, options: EncodingOptions
  ) throws(ImageError) -> [UInt8] {
    let density = codec_density(image.resolution, unit: CODEC_PER_METRE)
    return try CodecBridge.encode(image.pixels, format: "PNG") { pixels, out, failure in
      codec_png_encode(
        pixels, UInt32(image.width), UInt32(image.height), 1, density, out, failure)
    }
  }

  /// Writes a colour picture of three bytes a pixel (red, green, blue), row by row.
  ///
  /// Throws `bad-option` when the bytes are not width times height times 3.
  static func encode(
    width: Int, height: Int, rgb: [UInt8]
  ) throws(ImageError) -> [UInt8] {
    guard (1...GrayImage.maximumSide).contains(width), (1...GrayImage.maximumSide).contains(height),
      rgb.count == width * height * 3
    else {
      throw ImageError(.badOption, "\(rgb.count) bytes are no \(width)x\(height) colour picture.")
    }
    let density = codec_density(nil, unit: CODEC_PER_METRE)
    return try CodecBridge.encode(rgb, format: "PNG") { pixels, out, failure in
      codec_png_encode(pixels, UInt32(width), UInt32(height), 3, density, out, failure)
    }
  }
}
