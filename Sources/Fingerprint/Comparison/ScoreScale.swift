// SPDX-License-Identifier: Apache-2.0

/// Turns fused evidence into the common score scale.
enum ScoreScale {
  static func score(_ evidence: Float, _ level: ComparisonLevel) -> Float {
    let (offset, slope): (Float, Float) =
      switch level {
      case .minutiae: (23, 6)
      case .orientation: (30, 7)
      case .ridges: (25, 7)
      }
    return max(3, offset + slope * evidence)
  }

  /// Under every score of a full comparison, in the order of the evidence.
  static func rejected(_ evidence: Float) -> Float {
    max(0, min(3, 3 + 0.1 * evidence))
  }
}
