// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Finds the ring at which the iris ends on both sides, near a place.
///
/// Only directions that lids seldom hide are looked at. Half of the score is that of the weaker side,
/// so that one strong edge of lid or nose cannot win alone.
struct LimbusRing: Sendable, Hashable {
  /// Range of one direction's step in tones.
  var limits = StepLimits(low: -10, high: 40)
  /// Rings between which steps are taken, to either side: the limbus is soft.
  var gap = 2

  /// The best ring with a radius in `radii` whose centre is at most `reach` away along x and `rise`
  /// along y, tried in steps of `step`.
  func find(
    on level: SearchLevel, around start: Circle, radii: ClosedRange<Float>, reach: Int, rise: Int,
    step: Int, _ scratch: RingScratch, _ kernels: any IrisKernels
  ) -> ScoredCircle {
    var best = ScoredCircle.nothing
    let first = max(1, Int(radii.lowerBound) - gap)
    let count = min(Int(radii.upperBound) + gap, level.largestRing) - first + 1
    guard count > 2 * gap else { return best }
    let (right, left) = (scratch.sides.row(0), scratch.sides.row(1))
    let (x, y) = (Int(start.x + 0.5), Int(start.y + 0.5))
    for dy in stride(from: -rise, through: rise, by: step) {
      for dx in stride(from: -reach, through: reach, by: step) {
        let (cx, cy) = (x + dx, y + dy)
        guard (0..<level.width).contains(cx), (0..<level.height).contains(cy) else { continue }
        level.withOffsets(lateral: true) { offsets in
          kernels.limbusRings(
            level.place(cx, cy), offsets: offsets + 32 * first, count: count, gap: gap,
            limits: limits, samples: scratch.samples.row(0), right: right, left: left)
        }
        for ring in gap..<count - gap {
          let (a, b) = (Float(right[ring]) / 16, Float(left[ring]) / 16)
          let score = 0.25 * (a + b) + 0.5 * min(a, b)
          if score > best.score {
            best.circle = Circle(x: Float(cx), y: Float(cy), radius: Float(first + ring))
            best.score = score
          }
        }
      }
    }
    return best
  }
}
