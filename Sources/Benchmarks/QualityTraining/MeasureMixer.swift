// SPDX-License-Identifier: Apache-2.0

import Fingerprint
import Imaging
import SampleKit

/// Makes vectors of measures that lie between those of real images, and beside them: few images then
/// say what the teacher answers for many.
struct MeasureMixer {
  private let vectors: [[Float]]
  private let teacher: DecisionForest
  private var draw = SeededGenerator(seed: 2_301)

  /// Mixtures that are drawn at most, for each that is wanted.
  private static let attempts = 3
  /// Share of the mixtures in each class of five points: rare scores, high ones above all, are kept
  /// as often as usual ones.
  private static let largestClass = 1.0 / 12
  /// Deviation of the logarithm of an image's area against the one it was mixed from.
  private static let areaDeviation = 0.25
  /// Deviation of an image's grey levels from those it was mixed from.
  private static let greyDeviation = 12.0

  /// Starts and ends of the measures that belong together in the forest's order.
  private static let families = [
    0..<12, 12..<16, 16..<17, 17..<29, 29..<31, 31..<43, 43..<55, 55..<57, 57..<69,
  ]
  /// Whole numbers that grow with the area.
  private static let counts = [0..<10, 12..<14, 17..<27, 31..<41, 43..<53, 57..<67].joined()
  /// The one other measure that does.
  private static let coherenceSum = 56
  /// Mean greys.
  private static let greys = [16, 29, 30]

  init(_ vectors: [[Float]], teacher: DecisionForest) {
    self.vectors = vectors
    self.teacher = teacher
  }

  /// The next so many mixtures, or somewhat fewer where rare scores do not come up.
  mutating func mixtures(_ count: Int) -> [[Float]] {
    let largest = Int(Double(count) * Self.largestClass)
    var kept: [[Float]] = []
    var classes = [Int](repeating: 0, count: 21)
    for _ in 0..<Self.attempts * count where kept.count < count && !vectors.isEmpty {
      let mixed = mixture()
      let place = Int(teacher.score(inputs: mixed)) / 5
      guard classes[place] < largest else { continue }
      classes[place] += 1
      kept.append(mixed)
    }
    return kept
  }

  /// Half of the families are moved from one image some way towards another.
  private mutating func mixture() -> [Float] {
    var mixed = vectors[draw.index(below: vectors.count)]
    let other = vectors[draw.index(below: vectors.count)]
    for family in Self.families where draw.chance(0.5) {
      let share = Float(draw.unit())
      for k in family { mixed[k] += share * (other[k] - mixed[k]) }
    }
    let area = Float(Elementary.exp(draw.normal(deviation: Self.areaDeviation)))
    for k in Self.counts { mixed[k] = (mixed[k] * area).rounded() }
    mixed[Self.coherenceSum] *= area
    let shift = Float(draw.normal(deviation: Self.greyDeviation))
    for k in Self.greys { mixed[k] = max(mixed[k] + shift, 0) }
    return mixed
  }
}
