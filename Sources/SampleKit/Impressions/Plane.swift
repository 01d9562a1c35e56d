// SPDX-License-Identifier: Apache-2.0

/// One number per pixel of an image.
struct Plane: Sendable {
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
