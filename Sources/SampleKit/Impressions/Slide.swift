// SPDX-License-Identifier: Apache-2.0

/// What a finger that moves while the image is taken does to it.
struct Slide {
  private let way: SkinPoint
  private let isJump: Bool

  /// Places that a smear is the mean of, for each pixel of the way.
  private static let placesPerPixel = 1.0

  init(_ conditions: ImpressionConditions) {
    way = conditions.slide
    isJump = conditions.slidesAtOnce
  }

  /// Spreads the touch along the way; `scale` is in pixels per 1/500 inch.
  func move(_ touch: inout PixelPlane, scale: Double) {
    let (dx, dy) = (way.x * scale, way.y * scale)
    let length = (dx * dx + dy * dy).squareRoot()
    guard length > 0.5 else { return }
    let places = isJump ? 2 : max(2, Int((length * Self.placesPerPixel).rounded(.up)) + 1)
    let source = touch
    for y in 0..<touch.height {
      for x in 0..<touch.width {
        var sum: Float = 0
        for k in 0..<places {
          let share = Double(k) / Double(places - 1) - 0.5
          sum += source.value(x: Double(x) - share * dx, y: Double(y) - share * dy)
        }
        touch[x, y] = sum / Float(places)
      }
    }
  }
}

extension PixelPlane {
  /// Bilinear, the rim repeated.
  fileprivate func value(x: Double, y: Double) -> Float {
    let (u, v) = (min(max(x, 0), Double(width - 1)), min(max(y, 0), Double(height - 1)))
    let (left, top) = (Int(u), Int(v))
    let (right, bottom) = (min(left + 1, width - 1), min(top + 1, height - 1))
    let (a, b) = (Float(u - Double(left)), Float(v - Double(top)))
    let upper = self[left, top] * (1 - a) + self[right, top] * a
    let lower = self[left, bottom] * (1 - a) + self[right, bottom] * a
    return upper * (1 - b) + lower * b
  }
}
