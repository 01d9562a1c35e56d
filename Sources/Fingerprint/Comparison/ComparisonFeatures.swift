// SPDX-License-Identifier: Apache-2.0

/// What is measured of an alignment, the input of fusion.
struct ComparisonFeatures {
  /// The measurements in the order of the weights.
  enum Name: Int, CaseIterable {
    /// ln(1 + pairs).
    case pairs
    /// Pairs over the geometric mean of the minutiae that lie in both templates' coverage.
    case share
    /// ln(0.1 + sum over the pairs of closeness times similarity).
    case likelihood
    /// Mean similarity of the pairs.
    case similarity
    /// Mean distance after bending, pixels.
    case distance
    /// Mean difference of directions, degrees.
    case turn
    /// Share of equal kinds, 0.5 when unknown.
    case kind
    /// ln(1 + the smaller number of minutiae in the overlap).
    case overlap
    /// Mean agreement of the ridge tiles, shrunk where there are few.
    case ridges
    /// Mean correlation of the ridge tiles.
    case correlation
  }

  private(set) var values = SIMD16<Float>()

  subscript(_ name: Name) -> Float {
    get { values[name.rawValue] }
    set { values[name.rawValue] = newValue }
  }
}
