// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// An alignment of two templates with what was measured of it.
struct MeasuredAlignment {
  var alignment: Alignment
  var features: ComparisonFeatures
  /// By which alignments of the same pair compete.
  var rank: Float
}

extension TemplatePair {
  /// An alignment is the same as one done when it turns and lays the root minutia alike.
  private static let sameTurn: UInt16 = 2086  // 11.5 degrees
  private static let sameDistance: Float = 16

  /// Refines the best distinct hypotheses; the best one's pairs are left in `bestPairs`.
  func bestAlignment(of count: Int) -> MeasuredAlignment? {
    let refinement = Refinement(self)
    let measurement = AlignmentMeasurement(self)
    let h = workspace.hypotheses.base
    let least = parameters.leastSupport * Float(h[0].support)
    var best: MeasuredAlignment?
    var (tried, done) = (0, 0)
    for k in 0..<count where tried < parameters.refined && Float(h[k].support) >= least {
      guard !isDone(h[k], done) else { continue }
      tried += 1
      guard let alignment = refinement.refine(start(h[k]), root: Int(h[k].first)) else { continue }
      workspace.alignments.base[done] = alignment
      done += 1
      let measured = measurement.measure(alignment, flowWeight: parameters.flowWeight)
      guard measured.rank > best?.rank ?? -.infinity else { continue }
      best = measured
      workspace.bestPairs.copy(from: workspace.pairs)
    }
    return best
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
