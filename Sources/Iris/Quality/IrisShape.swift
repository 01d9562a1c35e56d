// SPDX-License-Identifier: Apache-2.0

/// How round the pupil's edge is: 100 less the power of the first 16 harmonics of its radius, in
/// pixels squared over the number of radii; 0 at least.
enum PupilCircularity {
  private static let harmonics = 16

  static func value(radii: [Float]) -> Float {
    guard radii.count == Directions.count else { return 0 }
    var power: Float = 0
    for harmonic in 1...harmonics {
      var (even, odd): (Float, Float) = (0, 0)
      for i in 0..<Directions.count {
        even += radii[i] * Directions.cosines[i * harmonic & 255]
        odd += radii[i] * Directions.sines[i * harmonic & 255]
      }
      power += even * even + odd * odd
    }
    return max(0, 100 - power / Float(Directions.count))
  }
}

/// How near the centres of pupil and iris are: 100 where they are one, 0 from one radius on.
enum Concentricity {
  static func value(pupil: Circle, limbus: Circle) -> Float {
    let off = SIMD2(pupil.x - limbus.x, pupil.y - limbus.y)
    return 100 * max(0, 1 - (off * off).sum().squareRoot() / limbus.radius)
  }
}

/// How far the iris is from the edges of the picture: 100 where 0.6 radii are left beside it and 0.2
/// above and below, less where the scarcest of the four is less.
enum MarginAdequacy {
  private static let beside: Float = 0.6
  private static let above: Float = 0.2

  static func value(limbus: Circle, width: Int, height: Int) -> Float {
    let left = limbus.x - limbus.radius
    let right = Float(width - 1) - limbus.x - limbus.radius
    let top = limbus.y - limbus.radius
    let bottom = Float(height - 1) - limbus.y - limbus.radius
    let across = min(left, right) / (beside * limbus.radius)
    let down = min(top, bottom) / (above * limbus.radius)
    return 100 * min(1, max(0, min(across, down)))
  }
}
