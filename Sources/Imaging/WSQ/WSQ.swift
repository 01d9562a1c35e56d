// SPDX-License-Identifier: Apache-2.0

import Biometrics

/// WSQ, the FBI's wavelet scalar quantization for finger images of 500 ppi (IAFIS-IC-0110 v3.1).
enum WSQ: ImageCodec {
  static let fileEndings = ["wsq"]

  /// Target in bits per pixel when none is asked for. Finger images come out at about a fifteenth
  /// of their size, the ratio that police records ask for.
  private static let standardRate = 0.75
  /// Targets that may be asked for: below, no ridge is left; above, files are larger than PNG.
  private static let rates = 0.1...8.0
  /// How far from 500 ppi an image may be: the bins are made for ridges at that density, and records
  /// of a higher one must be JPEG 2000 (ANSI/NIST-ITL 1-2011, table 15).
  private static let resolutionTolerance = 0.05

  static func recognizes(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0xFF, 0xA0, 0xFF]) }

  static func decode(_ bytes: [UInt8], limits: ImageLimits) throws(ImageError) -> GrayImage {
    try WSQDecoder(kernels: Kernels.best.wsq).decode(bytes, limits: limits)
  }

  static func encode(
    _ image: GrayImage, options: EncodingOptions
  ) throws(ImageError) -> [UInt8] {
    let rate = options.bitsPerPixel ?? standardRate
    guard rates.contains(rate) else {
      throw ImageError(
        .badOption,
        "WSQ at \(rate) bits per pixel is not possible; choose \(rates.lowerBound) to"
          + " \(rates.upperBound).")
    }
    try check(image.resolution)
    return WSQEncoder(kernels: Kernels.best.wsq).encode(image, rate: rate)
  }

  private static func check(_ resolution: Resolution?) throws(ImageError) {
    guard let resolution else {
      throw ImageError(
        .unknownResolution,
        "WSQ is for 500 ppi only, and nothing says what the image has. Name its resolution.")
    }
    guard resolution.isClose(to: .standard, tolerance: resolutionTolerance) else {
      throw ImageError(
        .unsupportedResolution,
        "WSQ is for 500 ppi only, and the image has \(resolution.pixelsPerInch). Write it as"
          + " JPEG 2000.")
    }
  }
}
