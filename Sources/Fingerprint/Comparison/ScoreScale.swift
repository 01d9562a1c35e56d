// SPDX-License-Identifier: Apache-2.0

/// Turns fused evidence into the common score scale, 10 times -log10 of the false match rate.
enum ScoreScale {
  /// Evidence at false match rates of 1e-1, 1e-2, 1e-3 and 1e-4: the larger of what
  /// `sinhtrac evaluate --scores` gives on the four real folders (11,520 pairs of different fingers)
  /// and on 500 synthetic impressions (`sinhtrac samples make --impressions 500`, 123,750 pairs), of
  /// this library's extraction. It is linear between them and goes on as between the last two.
  private static func knots(_ level: ComparisonLevel) -> (Float, Float, Float, Float) {
    switch level {
    case .minutiae: (-2.66, -1.03, 0.48, 2.03)
    case .orientation: (-2.52, -0.59, 0.73, 2.43)
    case .ridges: (-1.67, 0.41, 1.88, 2.90)
    }
  }

  /// Highest score of a pair that was rejected before its ridge maps were looked at.
  private static let rejectedLimit: Float = 5

  static func score(_ evidence: Float, _ level: ComparisonLevel) -> Float {
    let k = knots(level)
    if evidence < k.1 { return max(0, interpolate(evidence, k.0, k.1, 10)) }
    return evidence < k.2
      ? interpolate(evidence, k.1, k.2, 20) : interpolate(evidence, k.2, k.3, 30)
  }

  /// The score of a pair rejected by its evidence without ridge maps.
  static func rejected(_ evidence: Float) -> Float {
    min(rejectedLimit, score(evidence, .orientation))
  }

  private static func interpolate(_ x: Float, _ low: Float, _ high: Float, _ score: Float) -> Float
  {
    score + 10 * (x - low) / (high - low)
  }
}
