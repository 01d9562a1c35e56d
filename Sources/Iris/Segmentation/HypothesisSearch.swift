// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Makes eyes out of candidates: to each a pupil ring and a limbus ring; the largest energy wins.
struct HypothesisSearch: Sendable, Hashable {
  var pupil = PupilRing()
  var limbus = LimbusRing()
  var energy = EyeEnergy()
  /// Candidates larger than this share of the smallest iris are also tried as whole dark irises, the
  /// best two of them. Without this the equal error rate of MMU2 goes from 2.0 to 3.2 %.
  var irisShare: Float = 0.45
  var irises = 2
  /// Energy from which on no candidate is tried as an iris; only time.
  var sure: Float = 50
  /// Radii of the pupil tried about a candidate's, as shares of it.
  var spread: ClosedRange<Float> = 0.55...1.7
  /// Radii of the pupil tried inside an iris, as shares of it.
  var insideIris: ClosedRange<Float> = 0.2...0.6

  /// The best eye of a level; nil where nothing is dark.
  func best(
    of candidates: [ScoredCircle], pupils: ClosedRange<Float>, on level: SearchLevel,
    _ scratch: RingScratch, _ kernels: any IrisKernels
  ) -> EyeHypothesis? {
    let search = LevelSearch(rules: self, level: level, scratch: scratch, kernels: kernels)
    let scale = 1 / Float(level.factor)
    let (smallest, largest) = (pupils.lowerBound * scale, pupils.upperBound * scale)
    var best: EyeHypothesis?
    var triedIrises = 0
    for candidate in candidates {
      let radius = candidate.circle.radius
      let low = max(3, smallest * 0.9, radius * spread.lowerBound)
      let high = min(largest * 1.1, radius * spread.upperBound)
      if high > low {
        let found = search.pupil(near: candidate.circle, radii: low...high, reach: 6)
        keep(search.eye(around: found, candidate, than: best), &best)
      }
      let isIris = radius * Float(level.factor) > irisShare * level.radii.lowerBound
      guard isIris, triedIrises < irises, (best?.energy ?? 0) < sure else { continue }
      triedIrises += 1
      keep(search.eye(inIris: candidate, than: best), &best)
    }
    return best
  }

  private func keep(_ hypothesis: EyeHypothesis?, _ best: inout EyeHypothesis?) {
    guard let hypothesis, hypothesis.energy > best?.energy ?? -.infinity else { return }
    best = hypothesis
  }

  /// The energy of an eye that was found on another level, its rings fitted anew within a pixel.
  func energy(
    of eye: EyeHypothesis, isNested: Bool, on level: SearchLevel, _ scratch: RingScratch,
    _ kernels: any IrisKernels
  ) -> Float {
    let inner = eye.pupil.reduced(by: level.factor)
    let outer = eye.limbus.reduced(by: level.factor)
    let ring = pupil.find(
      on: level, around: inner, radii: max(2, inner.radius - 1.5)...max(2, inner.radius + 1.5),
      reach: 1, step: 1, scratch, kernels)
    let edge = limbus.find(
      on: level, around: outer, radii: outer.radius - 2...outer.radius + 2, reach: 1, rise: 1,
      step: 1, scratch, kernels)
    guard ring.exists, edge.exists else { return -.infinity }
    return energy.of(pupil: ring, limbus: edge, isNested: isNested, on: level)
  }
}

/// The ring searches on one level.
private struct LevelSearch {
  let rules: HypothesisSearch
  let level: SearchLevel
  let scratch: RingScratch
  let kernels: any IrisKernels

  private var radii: ClosedRange<Float> {
    let scale = 1 / Float(level.factor)
    return level.radii.lowerBound * scale...level.radii.upperBound * scale
  }

  /// A pupil near a place: coarsely, then exactly.
  func pupil(near start: Circle, radii: ClosedRange<Float>, reach: Int) -> ScoredCircle {
    let rough = rules.pupil.find(
      on: level, around: start, radii: radii, reach: reach, step: 2, scratch, kernels)
    guard rough.exists else { return rough }
    return rules.pupil.find(
      on: level, around: rough.circle, radii: radii, reach: 1, step: 1, scratch, kernels)
  }

  /// The eye that has this pupil; nil where no limbus could make it better than another one.
  func eye(
    around pupil: ScoredCircle, _ candidate: ScoredCircle, than other: EyeHypothesis?
  ) -> EyeHypothesis? {
    let radius = pupil.circle.radius
    let (low, high) = (max(radii.lowerBound, radius * 1.4), min(radii.upperBound, radius * 6))
    guard pupil.exists, high > low else { return nil }
    let most =
      pupil.score + Float(rules.limbus.limits.high) + rules.energy.candidate * candidate.score
    guard most > other?.energy ?? -.infinity else { return nil }
    let limbus = rules.limbus.find(
      on: level, around: pupil.circle, radii: low...high, reach: 4, rise: 2, step: 2, scratch,
      kernels)
    guard limbus.exists else { return nil }
    let energy =
      rules.energy.of(pupil: pupil, limbus: limbus, on: level)
      + rules.energy.candidate * candidate.score
    return EyeHypothesis(pupil: pupil.circle, limbus: limbus.circle, energy: energy)
  }

  /// The eye whose iris a candidate is: its limbus first, then the pupil inside.
  func eye(inIris candidate: ScoredCircle, than other: EyeHypothesis?) -> EyeHypothesis? {
    let iris = rules.limbus.find(
      on: level, around: candidate.circle, radii: radii, reach: 7, rise: 8, step: 4, scratch,
      kernels)
    guard iris.score >= 0 else { return nil }
    let radius = iris.circle.radius
    let low = max(3, radius * rules.insideIris.lowerBound)
    let high = max(low, radius * rules.insideIris.upperBound)
    let pupil = pupil(near: iris.circle, radii: low...high, reach: 7)
    return eye(around: pupil, candidate, than: other)
  }
}
