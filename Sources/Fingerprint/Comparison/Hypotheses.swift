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
  /// Measures the support of the first `count` hypotheses and puts the best first.
  func rankHypotheses(_ count: Int) {
    let h = workspace.hypotheses.base
    for k in 0..<count { h[k].support = support(h[k]) }
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

  private func support(_ h: Hypothesis) -> Int32 {
    place(start(h))
    roundPlaces()
    allow(from: Int(h.first))
    return Int32(
      kernels.support(
        workspace.predicted.lanes(a.lanes), b.columns,
        angleTolerance: UInt16(parameters.rootAngle * BinaryAngle.perDegree),
        similarity: workspace.similarity.base, rowStride: rowStride))
  }

  /// The alignment that a hypothesis stands for.
  func start(_ h: Hypothesis) -> Alignment {
    Alignment(a, Int(h.first), b, Int(h.second), workspace.cosines)
  }
}
