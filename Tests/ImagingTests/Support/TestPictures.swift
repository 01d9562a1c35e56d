// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Imaging
import Testing

/// Small made pictures for tests.
enum TestPictures {
  /// A slanted ramp with a little texture, so that rows, columns and directions all differ.
  static func ramp(_ width: Int, _ height: Int, ppi: Double? = 500) throws -> GrayImage {
    var pixels: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width { pixels.append(UInt8((x * 3 + y * 5 + (x * y) % 7) % 256)) }
    }
    let resolution = ppi.flatMap { Resolution(pixelsPerInch: $0) }
    let image = GrayImage(width: width, height: height, pixels: pixels, resolution: resolution)
    return try #require(image)
  }

  /// A sine grating whose waves run along `angle` (radians), of 100 levels about 128.
  static func grating(
    period: Double, angle: Double = 0.5, width: Int, height: Int, ppi: Double? = 500
  ) throws -> GrayImage {
    let wave = 2 * Double.pi / period
    var pixels: [UInt8] = []
    for y in 0..<height {
      for x in 0..<width {
        let along = Double(x) * Elementary.cos(angle) + Double(y) * Elementary.sin(angle)
        pixels.append(UInt8((128 + 100 * Elementary.sin(along * wave)).rounded()))
      }
    }
    let resolution = ppi.flatMap { Resolution(pixelsPerInch: $0) }
    return try #require(
      GrayImage(width: width, height: height, pixels: pixels, resolution: resolution))
  }
}
