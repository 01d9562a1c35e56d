// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Imaging

/// A face drawn from ellipses, which nobody takes for a photograph of somebody.
enum DrawnPortrait {
  static let width = 300
  static let height = 400
  /// JPEG quality that makes a file of about 18 kB, as large as on the Vietnamese card.
  private static let quality = 84

  /// The JPEG file. Throws `ImageError`.
  static func file() throws -> [UInt8] {
    let pixels = (0..<width * height).map { grey(Double($0 % width), Double($0 / width)) }
    guard
      let image = GrayImage(
        width: width, height: height, pixels: pixels, resolution: Resolution(pixelsPerInch: 300))
    else { throw ImageError(.unsupportedFormat, "The portrait could not be drawn.") }
    return try ImageFile.encode(image, as: .jpeg, options: EncodingOptions(jpegQuality: quality))
  }

  /// A shape with its brightness; later ones lie on top.
  private struct Ellipse {
    let x, y, width, height, grey: Double

    func covers(_ px: Double, _ py: Double) -> Bool {
      let (dx, dy) = ((px - x) / width, (py - y) / height)
      return dx * dx + dy * dy <= 1
    }
  }

  private static let shapes = [
    Ellipse(x: 150, y: 430, width: 135, height: 120, grey: 70),  // shoulders
    Ellipse(x: 150, y: 180, width: 92, height: 125, grey: 35),  // hair
    Ellipse(x: 150, y: 300, width: 34, height: 60, grey: 165),  // neck
    Ellipse(x: 150, y: 200, width: 74, height: 98, grey: 190),  // face
    Ellipse(x: 122, y: 185, width: 13, height: 7, grey: 245),
    Ellipse(x: 178, y: 185, width: 13, height: 7, grey: 245),
    Ellipse(x: 122, y: 185, width: 6, height: 6, grey: 20),
    Ellipse(x: 178, y: 185, width: 6, height: 6, grey: 20),
    Ellipse(x: 150, y: 222, width: 7, height: 16, grey: 172),  // nose
    Ellipse(x: 150, y: 257, width: 25, height: 7, grey: 110),  // mouth
  ]
  private static let grain = ValueNoise(seed: 7, spacing: 2.5)

  static func grey(_ x: Double, _ y: Double) -> UInt8 {
    let background = 225 - y * 0.1
    let shade = shapes.last { $0.covers(x, y) }?.grey ?? background
    return UInt8(min(max(shade + 7 * grain(x, y), 0), 255))
  }
}
