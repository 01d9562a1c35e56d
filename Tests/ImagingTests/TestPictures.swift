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
}
