// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Finds the ring at which a dark, even disc ends, near a place.
///
/// The score is made of the clamped steps of grey across the ring and of the share of directions
/// that have a step, less brightness and unevenness of everything inside.
struct PupilRing: Sendable, Hashable {
  /// Range of one direction's step in tones, and the step from which on it supports the ring.
  var limits = StepLimits(low: -10, high: 50, least: 10)
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

  /// The best ring with a radius in `radii` whose centre is at most `reach` pixels away along x and
  /// y, tried in steps of `step`.
  func find(
    on level: SearchLevel, around start: Circle, radii: ClosedRange<Float>, reach: Int, step: Int,
    _ scratch: RingScratch, _ kernels: any IrisKernels
  ) -> ScoredCircle {
    var best = ScoredCircle.nothing
    let count = min(Int(radii.upperBound) + 3, level.largestRing + 1)
    guard count > 2 else { return best }
    let (x, y) = (Int(start.x + 0.5), Int(start.y + 0.5))
    for dy in stride(from: -reach, through: reach, by: step) {
      for dx in stride(from: -reach, through: reach, by: step) {
        let (cx, cy) = (x + dx, y + dy)
        guard (2..<level.width - 2).contains(cx), (2..<level.height - 2).contains(cy) else {
          continue
        }
        level.withOffsets(lateral: false) { offsets in
          kernels.pupilRings(
            level.place(cx, cy), offsets: offsets, count: count, weights: Self.weights,
            limits: limits, samples: scratch.samples.row(0), profile: scratch.profile)
        }
        judge(scratch.profile, count, radii.lowerBound, black: level.black, cx, cy, &best)
      }
    }
    return best
  }

  private func judge(
    _ profile: UnsafePointer<RingProfile>, _ count: Int, _ smallest: Float, black: Float, _ x: Int,
    _ y: Int, _ best: inout ScoredCircle
  ) {
    var (sum, square, area): (Float, Float, Float) = (0, 0, 0)
    for radius in 1..<count - 1 {
      let weight = Float(radius) - 0.5
      sum += Float(profile[radius - 1].sum) * weight
      square += Float(profile[radius - 1].square) * weight
      area += 32 * weight
      if Float(radius) < smallest { continue }
      let mean = sum / area
      let deviation = max(0, square / area - mean * mean).squareRoot()
      let ring = profile[radius]
      let edge = (Float(ring.step) + support * Float(ring.support)) / Self.weightSum
      let score = edge - bright * max(0, mean - black) - uneven * deviation
      if score > best.score {
        best.circle = Circle(x: Float(x), y: Float(y), radius: Float(radius))
        best.score = score
      }
    }
  }
}

/// The workspace of ring searches.
final class RingScratch {
  let samples = Plane<UInt8>(margin: 0)
  let profile = UnsafeMutablePointer<RingProfile>.allocate(capacity: SearchLevel.mostRings + 8)
  let sides = Plane<Int32>(margin: 0)

  init() {
    profile.initialize(repeating: RingProfile(), count: SearchLevel.mostRings + 8)
    samples.layOut(width: 32 * (SearchLevel.mostRings + 8), height: 1)
    sides.layOut(width: SearchLevel.mostRings + 8, height: 2)
  }

  deinit { profile.deallocate() }
}
