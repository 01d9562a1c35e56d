// SPDX-License-Identifier: Apache-2.0

import Imaging

/// An image between two changes.
struct GreyCanvas {
  let width: Int
  let height: Int
  let greys: [Float]

  init(_ image: NormalizedImage) {
    (width, height) = (image.width, image.height)
    greys = image.pixels.map(Float.init)
  }

  init(width: Int, height: Int, _ grey: (Int, Int) -> Float) {
    (self.width, self.height) = (width, height)
    greys = (0..<width * height).map { grey($0 % width, $0 / width) }
  }

  subscript(_ x: Int, _ y: Int) -> Float { greys[y * width + x] }

  /// Grey levels rounded to bytes.
  func image(origin: NormalizedImage.Origin) -> NormalizedImage? {
    let pixels = greys.map { UInt8(min(max($0.rounded(), 0), 255)) }
    return NormalizedImage(width: width, height: height, pixels: pixels, origin: origin)
  }

  /// Ridges thinner (-1: the lightest of nine neighbours) ... thicker (1: the darkest).
  func thickened(_ thickness: Double) -> GreyCanvas {
    mixed(abs(thickness)) { neighbours in
      neighbours.reduce(neighbours[0]) { thickness > 0 ? min($0, $1) : max($0, $1) }
    }
  }

  /// Bilinear, the edge repeated.
  func grey(x: Double, y: Double) -> Float {
    let (u, v) = (min(max(x, 0), Double(width - 1)), min(max(y, 0), Double(height - 1)))
    let (left, top) = (Int(u), Int(v))
    let (right, bottom) = (min(left + 1, width - 1), min(top + 1, height - 1))
    let (a, b) = (Float(u - Double(left)), Float(v - Double(top)))
    let upper = greys[top * width + left] * (1 - a) + greys[top * width + right] * a
    let lower = greys[bottom * width + left] * (1 - a) + greys[bottom * width + right] * a
    return upper * (1 - b) + lower * b
  }

  func cut(to part: (x: Double, y: Double, width: Double, height: Double)) -> GreyCanvas {
    let (left, top) = (Int(part.x * Double(width)), Int(part.y * Double(height)))
    return GreyCanvas(
      width: max(Int(part.width * Double(width)), 1),
      height: max(Int(part.height * Double(height)), 1)
    ) { x, y in greys[(top + y) * width + left + x] }
  }

  /// Each pixel mixed with what `body` makes of the nine around it.
  func mixed(_ share: Double, _ body: (InlineArray<9, Float>) -> Float) -> GreyCanvas {
    let share = Float(share)
    return GreyCanvas(width: width, height: height) { x, y in
      var nine = InlineArray<9, Float>(repeating: 0)
      for k in 0..<9 {
        let u = min(max(x + k % 3 - 1, 0), width - 1)
        let v = min(max(y + k / 3 - 1, 0), height - 1)
        nine[k] = greys[v * width + u]
      }
      return greys[y * width + x] * (1 - share) + share * body(nine)
    }
  }
}

extension InlineArray<9, Float> {
  /// The elements combined one after the other.
  func reduce(_ start: Float, _ combine: (Float, Float) -> Float) -> Float {
    var result = start
    for k in indices { result = combine(result, self[k]) }
    return result
  }
}
