// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// An alignment of two templates with what was measured of it.
struct MeasuredAlignment {
  var alignment: Alignment
  var features: ComparisonFeatures
  /// By which alignments of the same pair compete.
  var rank: Float
}

/// A rigid alignment that is worth bending, with its pairs.
final class Finalist {
  var alignment = Alignment.none
  var likelihood: Float = 0
  let pairs = PairList()
}

extension TemplatePair {
  /// An alignment is the same as one done when it turns and lays the root minutia alike.
  private static let sameTurn: UInt16 = 2086  // 11.5 degrees
  private static let sameDistance: Float = 16

  /// Bends the likeliest of the first `count` hypotheses; the best one's pairs are left in
  /// `bestPairs`.
  func bestAlignment(of count: Int) -> MeasuredAlignment? {
    let refinement = Refinement(self)
    let measurement = AlignmentMeasurement(self)
    var best: MeasuredAlignment?
    let kept = fitFinalists(count, refinement, measurement)
    let most = workspace.finalists.prefix(kept).reduce(0) { max($0, $1.likelihood) }
    for finalist in workspace.finalists.prefix(kept)
    where finalist.likelihood >= parameters.leastLikelihood * most {
      workspace.pairs.copy(from: finalist.pairs)
      guard refinement.bend(finalist.alignment) else { continue }
      let measured = measurement.measure(finalist.alignment)
      guard measured.rank > best?.rank ?? -.infinity else { continue }
      best = measured
      workspace.bestPairs.copy(from: workspace.pairs)
    }
    return best
  }

  /// Fits the best distinct hypotheses and keeps the likeliest in `finalists`; gives their
  /// number.
  private func fitFinalists(
    _ count: Int, _ refinement: Refinement, _ measurement: AlignmentMeasurement
  ) -> Int {
    let h = workspace.hypotheses.base
    let least = parameters.leastSupport * Float(h[0].support)
    var (tried, done, kept) = (0, 0, 0)
    for k in 0..<count where tried < parameters.refined && Float(h[k].support) >= least {
      guard !isDone(h[k], done) else { continue }
      tried += 1
      guard let alignment = refinement.fit(start(h[k]), root: Int(h[k].first)) else { continue }
      workspace.alignments.base[done] = alignment
      done += 1
      let likelihood = measurement.likelihood()
      guard let place = place(for: likelihood, kept) else { continue }
      workspace.finalists[place].alignment = alignment
      workspace.finalists[place].likelihood = likelihood
      workspace.finalists[place].pairs.copy(from: workspace.pairs)
      kept = max(kept, place + 1)
    }
    return kept
  }

  /// Where a new finalist goes: a free place, else the least likely one's when it is likelier.
  private func place(for likelihood: Float, _ kept: Int) -> Int? {
    guard kept == workspace.finalists.count else { return kept }
    var least = 0
    for k in 1..<kept
    where workspace.finalists[k].likelihood < workspace.finalists[least].likelihood {
      least = k
    }
    return likelihood > workspace.finalists[least].likelihood ? least : nil
  }

  private func isDone(_ h: Hypothesis, _ done: Int) -> Bool {
    let begin = start(h)
    let (from, to) = (a.place(Int(h.first)), b.place(Int(h.second)))
    for k in 0..<done {
      let other = workspace.alignments.base[k]
      guard (other.angle &- begin.angle).magnitude < Self.sameTurn else { continue }
      let p = other.apply(from.x, from.y)
      let (dx, dy) = (p.x - to.x, p.y - to.y)
      if dx * dx + dy * dy < Self.sameDistance * Self.sameDistance { return true }
    }
    return false
  }
}
