// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Finds the ring at which a dark, even disc ends, near a place.
///
/// The score is made of the clamped steps of grey across the ring and of the share of directions
/// that have a step, less brightness and unevenness of everything inside.
struct PupilRing: Sendable, Hashable {
  /// Range of one direction's step in tones.
  var limits = StepLimits(low: -10, high: 50)
  /// The step in tones above which a direction supports the ring.
  var least: Int16 = 10
  /// Reward when all directions support the ring.
  var support: Float = 20
  /// Penalty for each tone that the inside is above black. With 1.7 times this and 2.5 times
  /// `uneven` the equal error rate of MMU2 doubles.
  var bright: Float = 0.35
  /// Penalty for each tone of standard deviation inside.
  var uneven: Float = 0.6

  /// Directions under the upper lid count half.
  private static let weights: [UInt8] = Directions.all.map { Directions.isUnderLid($0) ? 1 : 2 }
  private static let weightSum = Float(weights.reduce(0) { $0 + Int($1) })

  /// The best ring with a radius in `radii` whose centre is at most `reach` (7 or less) pixels away:
  /// every pixel along x, every `step` pixels along y.
  func find(
    on level: SearchLevel, around start: Circle, radii: ClosedRange<Float>, reach: Int, step: Int,
    _ scratch: RingScratch, _ kernels: any IrisKernels
  ) -> ScoredCircle {
    var best = ScoredCircle.nothing
    let count = min(Int(radii.upperBound) + 3, level.largestRing + 1)
    let rules = PupilRingRules(
      limits: limits, least: least, support: support, bright: bright, uneven: uneven,
      black: level.black, share: 1 / Self.weightSum)
    let (x, y) = (Int(start.x + 0.5) - reach, Int(start.y + 0.5))
    for cy in stride(from: y - reach, through: y + reach, by: step) {
      guard (2..<level.height - 2).contains(cy), (0..<level.width).contains(x + reach) else {
        continue
      }
      scratch.forget()
      level.withOffsets(lateral: false) { offsets in
        kernels.pupilRings(
          level.place(x, cy), offsets: offsets, count: count,
          smallest: Int(radii.lowerBound.rounded(.up)), weights: Self.weights, rules: rules,
          samples: scratch.samples.row(0), best: scratch.best.row(0), radii: scratch.radii.row(0))
      }
      scratch.keepBest(&best, x..<x + 2 * reach + 1, cy, within: 2..<level.width - 2)
    }
    return best
  }
}

/// The workspace of ring searches, which look at 16 neighbouring centres at once.
final class RingScratch {
  static let centres = 16
  let samples = Plane<UInt8>(margin: 0)
  let best = Plane<Float>(margin: 0)
  let radii = Plane<Float>(margin: 0)

  init() {
    samples.layOut(width: 32 * Self.centres * (SearchLevel.mostRings + 8), height: 1)
    best.layOut(width: Self.centres, height: 1)
    radii.layOut(width: Self.centres, height: 1)
  }

  /// Makes ready for the next row of centres.
  func forget() { best.row(0).update(repeating: ScoredCircle.nothing.score, count: Self.centres) }

  /// Keeps the best of a row of centres if it is better than what there is. `columns` are at most 16.
  func keepBest(
    _ found: inout ScoredCircle, _ columns: Range<Int>, _ y: Int, within allowed: Range<Int>
  ) {
    for (lane, x) in columns.enumerated() where allowed.contains(x) {
      guard best[lane, 0] > found.score else { continue }
      found.score = best[lane, 0]
      found.circle = Circle(x: Float(x), y: Float(y), radius: radii[lane, 0])
    }
  }
}
