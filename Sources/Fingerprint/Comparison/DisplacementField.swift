// SPDX-License-Identifier: Apache-2.0

/// How the skin is displaced around matched minutiae: the weighted mean of their displacements.
///
/// A pair votes with weight / (1 + d^2 / 4 reach^2)^2; `stiffness` pseudo-pairs vote for none.
struct DisplacementField {
  let inverse: Float
  let stiffness: Float

  init(reach: Float, stiffness: Float) {
    inverse = 1 / (4 * reach * reach)
    self.stiffness = stiffness
  }

  /// Displacements at `count` places, and the weight of the votes for each.
  func evaluate(
    _ pairs: PairList, _ x: UnsafePointer<Float>, _ y: UnsafePointer<Float>, _ count: Int,
    _ outX: UnsafeMutablePointer<Float>, _ outY: UnsafeMutablePointer<Float>,
    _ votes: UnsafeMutablePointer<Float>
  ) {
    for i in 0..<count {
      var (sum, sumX, sumY): (Float, Float, Float) = (stiffness, 0, 0)
      for k in 0..<pairs.count {
        let (dx, dy) = (pairs.x.base[k] - x[i], pairs.y.base[k] - y[i])
        let d = 1 + (dx * dx + dy * dy) * inverse
        let w = pairs.weight.base[k] / (d * d)
        sum += w
        sumX += w * pairs.shiftX.base[k]
        sumY += w * pairs.shiftY.base[k]
      }
      outX[i] = sumX / sum
      outY[i] = sumY / sum
      votes[i] = sum
    }
  }
}
