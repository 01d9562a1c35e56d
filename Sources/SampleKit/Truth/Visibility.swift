// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// How much of the true ridges still shows around a place of an image.
///
/// It is the correlation of the grey levels with the skin's relief, in a disc of a millimetre across
/// and in the very place: 1 where the print is perfect, about 0 where a crease, a blotch, dirt or a
/// lack of contact has wiped it out. It judges the image by the skin, not by any extractor.
struct Visibility {
  let relief: SkinRelief
  let image: GrayImage

  /// Least share at which an examiner still marks a minutia.
  static let clear = 0.5
  /// Radius of the disc, 1/500 inch: a ridge to either side.
  private static let surroundings = 10.0
  /// Radius of the place itself, where less need be seen.
  private static let place = 5.5
  private static let placeLenience = 0.15

  /// Share of the relief that shows at an image place (500 ppi), -1...1.
  func share(at p: SkinPoint) -> Double {
    min(
      correlation(at: p, radius: Self.surroundings),
      correlation(at: p, radius: Self.place) + Self.placeLenience)
  }

  private func correlation(at p: SkinPoint, radius: Double) -> Double {
    var sums = (n: 0.0, g: 0.0, r: 0.0, gg: 0.0, rr: 0.0, gr: 0.0)
    let reach = radius * relief.scale
    let (u, v) = ((p.x + 0.5) * relief.scale - 0.5, (p.y + 0.5) * relief.scale - 0.5)
    for y in max(0, Int(v - reach))...max(0, min(image.height - 1, Int(v + reach))) {
      for x in max(0, Int(u - reach))...max(0, min(image.width - 1, Int(u + reach))) {
        let (dx, dy) = (Double(x) - u, Double(y) - v)
        guard dx * dx + dy * dy <= reach * reach else { continue }
        let dark = -Double(image.pixels[y * image.width + x])
        let high = Double(relief.ridge[x, y])
        sums.n += 1
        sums.g += dark
        sums.r += high
        sums.gg += dark * dark
        sums.rr += high * high
        sums.gr += dark * high
      }
    }
    let spread =
      (sums.gg - sums.g * sums.g / sums.n) * (sums.rr - sums.r * sums.r / sums.n)
    return spread > 0 ? (sums.gr - sums.g * sums.r / sums.n) / spread.squareRoot() : 0
  }
}
