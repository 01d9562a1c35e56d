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

  /// The best ring with a radius in `radii` whose centre is at most `reach` (7 or less) away along x
  /// and `rise` along y: every pixel along x, every `step` pixels along y.
  func find(
    on level: SearchLevel, around start: Circle, radii: ClosedRange<Float>, reach: Int, rise: Int,
    step: Int, _ scratch: RingScratch, _ kernels: any IrisKernels
  ) -> ScoredCircle {
    var best = ScoredCircle.nothing
    let first = max(1, Int(radii.lowerBound) - gap)
    let count = min(Int(radii.upperBound) + gap, level.largestRing) - first + 1
    guard count > 2 * gap else { return best }
    let (x, y) = (Int(start.x + 0.5) - reach, Int(start.y + 0.5))
    for cy in stride(from: y - rise, through: y + rise, by: step) {
      guard (0..<level.height).contains(cy), (0..<level.width).contains(x + reach) else { continue }
      scratch.forget()
      level.withOffsets(lateral: true) { offsets in
        kernels.limbusRings(
          level.place(x, cy), offsets: offsets + 32 * first, count: count, gap: gap,
          limits: limits, samples: scratch.samples.row(0), best: scratch.best.row(0),
          radii: scratch.radii.row(0))
      }
      scratch.keepBest(&best, x..<x + 2 * reach + 1, cy, within: 0..<level.width)
    }
    if best.exists { best.circle.radius += Float(first) }
    return best
  }
}
