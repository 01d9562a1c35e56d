// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// How much of the true ridges still shows around a place of an image.
///
/// It is the correlation of the grey levels with the skin's relief in a disc of a millimetre across:
/// 1 where the print is perfect, about 0 where a crease, a blotch, dirt or a lack of contact has
/// wiped it out. It judges the image by the skin, not by any extractor.
struct Visibility {
  let relief: SkinRelief
  let image: GrayImage

  /// Least correlation at which an examiner still marks a minutia.
  static let clear = 0.5
  /// Radius of the disc, 1/500 inch: a ridge to either side.
  static let radius = 10.0

  /// Share of the relief that shows at an image place (500 ppi), -1...1.
  func share(at p: SkinPoint) -> Double {
    var sums = (n: 0.0, g: 0.0, r: 0.0, gg: 0.0, rr: 0.0, gr: 0.0)
    let (u, v, reach) = (
      (p.x + 0.5) * relief.scale - 0.5, (p.y + 0.5) * relief.scale - 0.5, Self.radius * relief.scale
    )
    for y in max(0, Int(v - reach))...max(0, min(image.height - 1, Int(v + reach))) {
      for x in max(0, Int(u - reach))...max(0, min(image.width - 1, Int(u + reach))) {
        let (dx, dy) = (Double(x) - u, Double(y) - v)
        guard dx * dx + dy * dy <= reach * reach else { continue }
        let g = -Double(image.pixels[y * image.width + x])
        let r = Double(relief.ridge[x, y])
        sums = (
          sums.n + 1, sums.g + g, sums.r + r, sums.gg + g * g, sums.rr + r * r, sums.gr + g * r
        )
      }
    }
    let varianceG = sums.gg - sums.g * sums.g / sums.n
    let varianceR = sums.rr - sums.r * sums.r / sums.n
    guard varianceG > 0, varianceR > 0 else { return 0 }
    return (sums.gr - sums.g * sums.r / sums.n) / (varianceG * varianceR).squareRoot()
  }
}
