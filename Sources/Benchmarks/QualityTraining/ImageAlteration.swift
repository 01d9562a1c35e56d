// SPDX-License-Identifier: Apache-2.0

import Imaging

/// A change of an image that moves its quality as another capture would.
enum ImageAlteration: CaseIterable {
  case darker, lighter, fainter, softer, leftHalf, upperHalf, middle, mirrored

  static var all: [ImageAlteration] { allCases }

  func apply(_ image: NormalizedImage) -> NormalizedImage? {
    let (w, h) = (image.width, image.height)
    switch self {
    case .darker: return mapped(image) { $0 * $0 / 255 }
    case .lighter: return mapped(image) { 255 - (255 - $0) * (255 - $0) / 255 }
    case .fainter: return mapped(image) { 140 + $0 * 2 / 5 }
    case .softer:
      return made(image, w, h) { x, y in
        let columns = max(x - 1, 0)...min(x + 1, w - 1)
        let rows = max(y - 1, 0)...min(y + 1, h - 1)
        var sum = 0
        for v in rows { for u in columns { sum += Int(image.pixels[v * w + u]) } }
        return sum / (rows.count * columns.count)
      }
    case .leftHalf: return made(image, w * 5 / 8, h) { x, y in Int(image.pixels[y * w + x]) }
    case .upperHalf: return made(image, w, h * 5 / 8) { x, y in Int(image.pixels[y * w + x]) }
    case .middle:
      return made(image, w * 3 / 4, h * 3 / 4) { x, y in
        Int(image.pixels[(y + h / 8) * w + x + w / 8])
      }
    case .mirrored:
      return made(image, w, h) { x, y in Int(image.pixels[y * w + w - 1 - x]) }
    }
  }

  private func mapped(_ image: NormalizedImage, _ tone: (Int) -> Int) -> NormalizedImage? {
    NormalizedImage(
      width: image.width, height: image.height,
      pixels: image.pixels.map { UInt8(min(max(tone(Int($0)), 0), 255)) }, origin: image.origin)
  }

  private func made(
    _ image: NormalizedImage, _ width: Int, _ height: Int, _ grey: (Int, Int) -> Int
  ) -> NormalizedImage? {
    let pixels = (0..<width * height).map { UInt8(grey($0 % width, $0 / width)) }
    return NormalizedImage(width: width, height: height, pixels: pixels, origin: image.origin)
  }
}
