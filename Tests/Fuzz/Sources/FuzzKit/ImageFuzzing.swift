// SPDX-License-Identifier: Apache-2.0

import Biometrics
public import Imaging

/// What every image target does with one input.
public enum ImageFuzzing {
  /// Small enough for thousands of inputs a second, large enough for tiles, passes and resampling.
  private static let limits = ImageLimits(
    pixels: 1 << 19, side: 4096, fileSize: 1 << 20, memory: 64 << 20)

  /// Decodes the bytes; an image is normalized, written in the format and read again.
  public static func run(
    _ start: UnsafePointer<UInt8>?, _ count: Int, lossless format: ImageFormat
  ) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    guard let image = try? ImageFile.decode(bytes, limits: limits) else { return 0 }
    _ = try? Normalizer().normalize(image)
    _ = try? Normalizer().normalize(image.with(resolution: .standard))
    do {
      let again = try ImageFile.decode(try ImageFile.encode(image, as: format))
      precondition(again.pixels == image.pixels, "the image changed on its way through \(format)")
    } catch {
      fatalError("an image that was read cannot be written as \(format): \(error)")
    }
    return 0
  }

  /// Decodes the bytes; an image is written in the format at 500 ppi, and what was written is read.
  public static func run(
    _ start: UnsafePointer<UInt8>?, _ count: Int, lossy format: ImageFormat
  ) -> CInt {
    let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
    guard let image = try? ImageFile.decode(bytes, limits: limits) else { return 0 }
    do {
      let written = try ImageFile.encode(image.with(resolution: .standard), as: format)
      let again = try ImageFile.decode(written)
      precondition(
        again.width == image.width && again.height == image.height,
        "the image changed its size on its way through \(format)")
    } catch {
      fatalError("an image that was read cannot be written as \(format): \(error)")
    }
    return 0
  }

  /// Small pictures with and without resolution.
  public static func seeds(
    _ formats: [ImageFormat], pixelsPerInch: [Double?] = [nil, 500, 1000]
  ) throws -> [[UInt8]] {
    try zip([(17, 9), (96, 80), (70, 133)], pixelsPerInch).flatMap { size, ppi in
      let image = picture(size.0, size.1, ppi)
      return try formats.flatMap { format in
        try [nil, 1.5].map { rate in
          try ImageFile.encode(
            image, as: format, options: EncodingOptions(jpegQuality: 60, bitsPerPixel: rate))
        }
      }
    }
  }

  private static func picture(_ width: Int, _ height: Int, _ ppi: Double?) -> GrayImage {
    let pixels = (0..<width * height).map { UInt8(truncatingIfNeeded: $0 % width * 29 + $0 / 7) }
    let resolution = ppi.flatMap { Resolution(pixelsPerInch: $0) }
    guard
      let image = GrayImage(width: width, height: height, pixels: pixels, resolution: resolution)
    else { fatalError("\(width)x\(height) is no picture") }
    return image
  }
}
