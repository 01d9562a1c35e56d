// SPDX-License-Identifier: Apache-2.0

/// Fits the circle `r = mean + x cos + y sin` to radii in 256 directions: least squares, repeated with
/// Cauchy weights, so that lashes and reflections do not pull.
struct CircleFit: Sendable, Hashable {
  /// How often weights are made anew.
  var rounds: Int
  /// Deviation in pixels at which a direction counts half.
  var scale: Float
  /// How strongly the centre is held back along x and y, in directions of full weight.
  var holdX: Double
  var holdY: Double

  /// A circle about the place the radii were measured from, moved by (x, y).
  struct Solution {
    var radius, x, y: Float

    func radius(_ direction: Int) -> Float {
      radius + x * Directions.cosines[direction] + y * Directions.sines[direction]
    }
  }

  /// Nil where the weights leave the circle undetermined.
  func solve(_ radii: [Float], weights: [Float]) -> Solution? {
    var current = weights
    var solution: Solution?
    for _ in 0..<rounds {
      guard let found = leastSquares(radii, current) else { return nil }
      solution = found
      for direction in 0..<Directions.count {
        let off = (radii[direction] - found.radius(direction)) / scale
        current[direction] = weights[direction] / (1 + off * off)
      }
    }
    return solution
  }

  private func leastSquares(_ radii: [Float], _ weights: [Float]) -> Solution? {
    var (w, c, s, cc, cs, ss) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    var (r, rc, rs) = (0.0, 0.0, 0.0)
    for i in 0..<Directions.count {
      let (weight, radius) = (Double(weights[i]), Double(radii[i]))
      let (x, y) = (Double(Directions.cosines[i]), Double(Directions.sines[i]))
      w += weight
      c += weight * x
      s += weight * y
      cc += weight * x * x
      cs += weight * x * y
      ss += weight * y * y
      r += weight * radius
      rc += weight * radius * x
      rs += weight * radius * y
    }
    return Self.solve([[w, c, s, r], [c, cc + holdX, cs, rc], [s, cs, ss + holdY, rs]])
  }

  /// Gauss's elimination; the system is symmetric and positive definite, so it needs no pivots.
  private static func solve(_ system: [[Double]]) -> Solution? {
    var rows = system
    for i in 0..<3 {
      guard abs(rows[i][i]) > 1e-9 else { return nil }
      for j in 0..<3 where j != i {
        let share = rows[j][i] / rows[i][i]
        for k in i..<4 { rows[j][k] -= share * rows[i][k] }
      }
    }
    return Solution(
      radius: Float(rows[0][3] / rows[0][0]), x: Float(rows[1][3] / rows[1][1]),
      y: Float(rows[2][3] / rows[2][2]))
  }
}
