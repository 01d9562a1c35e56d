// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// A pair of minutiae that may be the same one: an alignment to try.
struct Hypothesis {
  var first: UInt8
  var second: UInt8
  /// Sum over the first template's minutiae of the best 50 + similarity near the predicted place.
  var support: Int32
}

extension TemplatePair {
  /// Minutiae that every hypothesis is asked of.
  private static let fewLanes = 32

  /// Measures the support of the first `count` hypotheses and puts the best first; gives how many
  /// are left.
  ///
  /// The first template's best minutiae decide which hypotheses the others, and the orientation
  /// fields, are asked of.
  func rankHypotheses(_ count: Int) -> Int {
    let h = workspace.hypotheses.base
    for k in 0..<count { h[k].support = support(h[k], 0..<Self.fewLanes) }
    sortHypotheses(count)
    let left = min(count, parameters.shortlist)
    for k in 0..<left {
      if Self.fewLanes < a.count { h[k].support += support(h[k], Self.fewLanes..<a.lanes) }
      h[k].support = Int32(Float(h[k].support) * flowShare(h[k]))
    }
    sortHypotheses(left)
    return left
  }

  /// Share of a hypothesis' support that the orientation fields leave it.
  private func flowShare(_ h: Hypothesis) -> Float {
    guard level >= .orientation, let a = first.flow, let b = second.flow else { return 1 }
    return max(0, FlowAgreement(a, b, start(h), step: 3).mean - parameters.leastFlow)
  }

  /// By falling support, equal ones as they are.
  private func sortHypotheses(_ count: Int) {
    let h = workspace.hypotheses.base
    for k in 1..<max(1, count) {
      let moved = h[k]
      var place = k
      while place > 0, h[place - 1].support < moved.support {
        h[place] = h[place - 1]
        place -= 1
      }
      h[place] = moved
    }
  }

  /// What some of the first template's minutiae say of a hypothesis.
  private func support(_ h: Hypothesis, _ lanes: Range<Int>) -> Int32 {
    Int32(
      kernels.support(
        a.columns, lanes, by: start(h), reach(from: Int(h.first)), b.columns,
        angleTolerance: UInt16(parameters.rootAngle * BinaryAngle.perDegree),
        similarity: workspace.similarity.base, rowStride: rowStride))
  }

  /// The alignment that a hypothesis stands for.
  func start(_ h: Hypothesis) -> Alignment {
    Alignment(a, Int(h.first), b, Int(h.second), workspace.cosines)
  }
}
