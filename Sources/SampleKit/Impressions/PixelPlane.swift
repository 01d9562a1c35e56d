// SPDX-License-Identifier: Apache-2.0

/// One number per pixel of an image.
struct PixelPlane: Sendable {
  let width: Int
  let height: Int
  var values: [Float]

  init(width: Int, height: Int, filledWith value: Float = 0) {
    self.width = width
    self.height = height
    values = [Float](repeating: value, count: width * height)
  }

  subscript(x: Int, y: Int) -> Float {
    get { values[y * width + x] }
    set { values[y * width + x] = newValue }
  }

  /// Changes every pixel within `radius` of a place, by its value and distance.
  mutating func change(
    within radius: Double, of u: Double, _ v: Double, _ body: (Float, Double) -> Float
  ) {
    guard u.magnitude < 1e6, v.magnitude < 1e6 else { return }
    let (left, right) = (max(0, Int((u - radius).rounded(.up))), min(width - 1, Int(u + radius)))
    let (top, bottom) = (max(0, Int((v - radius).rounded(.up))), min(height - 1, Int(v + radius)))
    guard left <= right, top <= bottom, u + radius >= 0, v + radius >= 0 else { return }
    for y in top...bottom {
      for x in left...right {
        let (dx, dy) = (Double(x) - u, Double(y) - v)
        let distance = (dx * dx + dy * dy).squareRoot()
        if distance <= radius { self[x, y] = body(self[x, y], distance) }
      }
    }
  }

  /// Spreads every value over its neighbours along both axes by a three-point kernel of the given
  /// deviation in pixels (at most 0.8); the rim repeats.
  mutating func blur(deviation: Float) {
    let side = min(0.32, deviation * deviation / 2)
    spread(side, alongRows: true)
    spread(side, alongRows: false)
  }

  private mutating func spread(_ side: Float, alongRows: Bool) {
    let source = values
    let step = alongRows ? 1 : width
    for y in 0..<height {
      for x in 0..<width {
        let at = y * width + x
        let (position, last) = alongRows ? (x, width - 1) : (y, height - 1)
        let before = position > 0 ? source[at - step] : source[at]
        let after = position < last ? source[at + step] : source[at]
        values[at] = source[at] * (1 - 2 * side) + side * (before + after)
      }
    }
  }
}
