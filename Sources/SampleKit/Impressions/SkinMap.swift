// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Which place of the skin each place of an image shows, and the other way round.
struct SkinMap: Sendable {
  private let middle: SkinPoint
  private let sine: Double
  private let cosine: Double
  private let distortion: SkinDistortion

  /// Takes where the finger's origin lies in the image (500 ppi) and how the finger is turned there,
  /// degrees counter-clockwise as seen.
  init(middle: SkinPoint, rotation: Double, distortion: SkinDistortion) {
    self.middle = middle
    self.distortion = distortion
    (sine, cosine) = Elementary.sincos(rotation * .pi / 180)
  }

  /// Image place (500 ppi) to the finger's own axes, before the skin slides.
  func finger(at p: SkinPoint) -> SkinPoint {
    let (x, y) = (p.x - middle.x, p.y - middle.y)
    return SkinPoint(x: x * cosine - y * sine, y: x * sine + y * cosine)
  }

  /// Image place (500 ppi) to skin.
  func skin(at p: SkinPoint) -> SkinPoint { distortion.skin(at: finger(at: p)) }

  /// Skin to image place (500 ppi), by fixed-point iteration: distortions are gentle, so the rounds
  /// leave less than a hundredth of a pixel.
  func image(of place: SkinPoint) -> SkinPoint {
    var finger = place
    for _ in 0..<12 {
      let reached = distortion.skin(at: finger)
      finger.x += place.x - reached.x
      finger.y += place.y - reached.y
    }
    return SkinPoint(
      x: finger.x * cosine + finger.y * sine + middle.x,
      y: -finger.x * sine + finger.y * cosine + middle.y)
  }

  /// A direction on the skin (radians counter-clockwise as seen) as it lies in the image.
  func direction(_ angle: Double, at place: SkinPoint) -> Double {
    let (s, c) = Elementary.sincos(angle)
    let ahead = image(of: SkinPoint(x: place.x + 4 * c, y: place.y - 4 * s))
    let here = image(of: place)
    return Elementary.atan2(-(ahead.y - here.y), ahead.x - here.x)
  }
}
