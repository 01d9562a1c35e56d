// SPDX-License-Identifier: Apache-2.0

/// Turns what was measured into one figure per level: a linear discriminant.
enum Fusion {
  static func evidence(_ f: ComparisonFeatures, _ level: ComparisonLevel) -> Float {
    switch level {
    case .minutiae: minutiae(f)
    case .orientation: orientation(f)
    case .ridges: ridges(f)
    }
  }

  private static func minutiae(_ f: ComparisonFeatures) -> Float {
    1.2478 * f[.pairs] + 12.824 * f[.share] + 2.3348 * f[.likelihood] + 1.099 * f[.similarity]
      - 0.62463 * f[.distance] - 0.17874 * f[.turn] + 1.5726 * f[.kind] - 9.2339
  }
  private static func orientation(_ f: ComparisonFeatures) -> Float {
    var s = 1.6428 * f[.pairs] + 10.809 * f[.share] + 1.5874 * f[.likelihood]
    s += 19.406 * f[.similarity]
    s -= 0.68543 * f[.distance] + 0.054487 * f[.turn] - 1.0216 * f[.kind] + 15.804
    return s
  }
  private static func ridges(_ f: ComparisonFeatures) -> Float {
    var s = 2.8301 * f[.pairs] + 4.8632 * f[.share] + 1.2037 * f[.likelihood]
    s -= 0.40314 * f[.distance] + 1.3131 * f[.overlap]
    s += 3.97 * f[.correlation] + 28.939 * f[.ridges] - 7.5677
    return s
  }
}
