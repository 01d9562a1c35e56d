// SPDX-License-Identifier: Apache-2.0

/// A circle in a picture; (0, 0) is the centre of the first pixel, y runs downwards.
public struct Circle: Sendable, Hashable {
  /// Centre in pixels.
  public var x, y: Float
  /// Radius in pixels.
  public var radius: Float

  /// Takes centre and radius in pixels.
  public init(x: Float, y: Float, radius: Float) {
    self.x = x
    self.y = y
    self.radius = radius
  }

  /// The point of the circle in a direction of `Directions`.
  func point(_ direction: Int) -> SIMD2<Float> {
    SIMD2(x, y) + radius * Directions.unit(direction)
  }

  /// The same circle in a picture whose pixels are `factor` times as wide.
  func reduced(by factor: Int) -> Circle {
    let shift = Float(factor - 1) / 2
    let scale = 1 / Float(factor)
    return Circle(x: (x - shift) * scale, y: (y - shift) * scale, radius: radius * scale)
  }

  /// The same circle in the picture of which this one's was reduced.
  func enlarged(by factor: Int) -> Circle {
    let shift = Float(factor - 1) / 2
    let scale = Float(factor)
    return Circle(x: x * scale + shift, y: y * scale + shift, radius: radius * scale)
  }

  /// The same circle with the origin moved.
  func moved(by x: Int, _ y: Int) -> Circle {
    Circle(x: self.x + Float(x), y: self.y + Float(y), radius: radius)
  }
}
