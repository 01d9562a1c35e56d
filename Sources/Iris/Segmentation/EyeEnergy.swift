// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Weighs pupil, limbus and what lies between them, so that one number decides between hypotheses.
struct EyeEnergy: Sendable, Hashable {
  /// Weight of the disc score that a candidate came with.
  var candidate: Float = 0.1
  /// Penalty for each tone of standard deviation of the iris beside the pupil: small on irises, large
  /// on lids, lashes, brows and frames of glasses. Half and twice this change nothing.
  var uneven: Float = 0.5
  /// Usual radius of the pupil over that of the iris, and the penalty for each unit outside.
  var ratios: ClosedRange<Float> = 0.28...0.58
  var oddRatio: Float = 100
  /// The tones by which most of an iris is brighter than its pupil, and the penalty for each that is
  /// missing.
  var contrast: Float = 30
  var flat: Float = 2
  /// The same for an iris whose edge may as well be that of a pupil: the dark middle of a ring of
  /// reflections inside a pupil passes for a pupil otherwise, on every fifth picture of
  /// CASIA-Interval. 50 and 60 tones are equal.
  var nestedContrast: Float = 50
  /// The share of the iris that may be darker than the tone which is compared with the pupil's
  /// median: pupils that pass for irises have reflections on less than 30 % of them.
  var darkShare: Float = 0.7

  /// Places across the iris, and inside the pupil, that are looked at in 32 directions each.
  private static let across: [Float] = (1...6).map { Float($0) / 7 }
  private static let inside: [Float] = [0.22, 0.44, 0.66]

  /// The energy without the candidate's share; scores are those of the ring searches. `isNested`
  /// tells that another eye was found of which this iris may be the pupil.
  func of(
    pupil: ScoredCircle, limbus: ScoredCircle, isNested: Bool = false, on level: SearchLevel
  ) -> Float {
    let (inner, outer) = (pupil.circle, limbus.circle)
    let iris = iris(between: inner, outer, on: level)
    let ratio = inner.radius / outer.radius
    let odd = max(0, ratios.lowerBound - ratio) + max(0, ratio - ratios.upperBound)
    let step = iris.tone(atShare: darkShare) - disc(inner, on: level).tone(atShare: 0.5)
    let missing = max(0, (isNested ? nestedContrast : contrast) - step)
    return pupil.score + limbus.score - uneven * iris.deviation - oddRatio * odd - flat * missing
  }

  private func iris(
    between inner: Circle, _ outer: Circle, on level: SearchLevel
  ) -> ToneHistogram {
    var tones = ToneHistogram()
    for direction in Directions.lateral {
      let (from, to) = (inner.point(direction), outer.point(direction))
      for share in Self.across { tones.add(level.tone(from + (to - from) * share)) }
    }
    return tones
  }

  private func disc(_ circle: Circle, on level: SearchLevel) -> ToneHistogram {
    var tones = ToneHistogram()
    for direction in Directions.all {
      for share in Self.inside {
        let reach = circle.radius * share
        tones.add(level.tone(SIMD2(circle.x, circle.y) + reach * Directions.unit(direction)))
      }
    }
    return tones
  }
}

/// How often each tone was seen.
struct ToneHistogram {
  private var counts = InlineArray<256, Int32>(repeating: 0)
  private var count: Int32 = 0
  private var sum: Int32 = 0
  private var square: Int32 = 0

  mutating func add(_ tone: UInt8) {
    counts[Int(tone)] += 1
    count += 1
    sum += Int32(tone)
    square += Int32(tone) * Int32(tone)
  }

  /// Standard deviation of the tones.
  var deviation: Float {
    let mean = Float(sum) / Float(max(count, 1))
    return max(0, Float(square) / Float(max(count, 1)) - mean * mean).squareRoot()
  }

  /// The tone that this share of all is below.
  func tone(atShare share: Float) -> Float {
    let wanted = Int32(Float(count) * share)
    var passed: Int32 = 0
    for tone in counts.indices {
      passed += counts[tone]
      if passed > wanted { return Float(tone) }
    }
    return 255
  }
}
