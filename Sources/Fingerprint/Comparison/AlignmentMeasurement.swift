// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Measures how well two templates agree under a refined alignment.
struct AlignmentMeasurement {
  let pair: TemplatePair
  private var workspace: ComparisonWorkspace { pair.workspace }

  init(_ pair: TemplatePair) { self.pair = pair }

  /// What the pairs say for an alignment: the sum of closeness times similarity.
  func likelihood() -> Float {
    let pairs = workspace.pairs
    return (0..<pairs.count).reduce(0) { sum, k in
      sum + Self.closeness(pairs, k) * (0.3 + pairs.similarity.base[k])
    }
  }

  /// Features of a bent alignment, and the figure by which alignments of one comparison compete.
  func measure(_ t: Alignment) -> MeasuredAlignment {
    var f = ComparisonFeatures()
    addPairs(&f)
    let likelihood = likelihood()
    let overlap = overlap(t)
    f[.share] = matchedConfidence() / (overlap.a.confidence * overlap.b.confidence).squareRoot()
    f[.pairs] = Float(Elementary.log(Double(1 + workspace.pairs.count)))
    f[.overlap] = Float(Elementary.log(Double(1 + min(overlap.a.count, overlap.b.count))))
    f[.likelihood] = Float(Elementary.log(Double(0.1 + likelihood)))
    return MeasuredAlignment(
      alignment: t, features: f, rank: likelihood * (0.5 + f[.share]) + flow(t))
  }

  /// What the orientation fields say for an alignment, where both templates have one.
  private func flow(_ t: Alignment) -> Float {
    guard pair.level >= .orientation, let a = pair.first.flow, let b = pair.second.flow else {
      return 0
    }
    return pair.parameters.flowWeight * FlowAgreement(a, b, t, step: 2).excess
  }

  /// Means over the pairs.
  private func addPairs(_ f: inout ComparisonFeatures) {
    let pairs = workspace.pairs
    var (similarity, distance, turn): (Float, Float, Float) = (0, 0, 0)
    var (known, equal): (Float, Float) = (0, 0)
    for k in 0..<pairs.count {
      let kindA = pair.a.kind[Int(pairs.first.base[k])]
      let kindB = pair.b.kind[Int(pairs.second.base[k])]
      if kindA != 0, kindB != 0 {
        known += 1
        equal += kindA == kindB ? 1 : 0
      }
      similarity += pairs.similarity.base[k]
      distance += pairs.residual.base[k].squareRoot()
      turn += abs(pairs.turn.base[k])
    }
    let n = Float(pairs.count)
    f[.similarity] = similarity / n
    f[.distance] = distance / n
    f[.turn] = turn / n
    f[.kind] = known > 0 ? equal / known : 0.5
  }

  /// About exp(-d^2 / 128 px^2 - turn^2 / 200 deg^2), from multiplications alone.
  private static func closeness(_ pairs: PairList, _ k: Int) -> Float {
    let turn = pairs.turn.base[k]
    let t = max(0, 1 - (pairs.residual.base[k] / 128 + turn * turn / 200) * 0.125)
    let t2 = t * t
    let t4 = t2 * t2
    return t4 * t4
  }

  /// Minutiae of a template that lie where the other one looked.
  private struct Covered {
    var count = 0
    /// Sum of their confidences.
    var confidence: Float = 0

    mutating func add(_ quality: Int16) {
      count += 1
      confidence += AlignmentMeasurement.confidence(quality)
    }
  }

  /// How likely another impression shows a minutia, 0...1 by its quality; 1 where none is reported.
  ///
  /// Shares are of confidences, so that the quality of templates from elsewhere need only be
  /// proportional to it. Counts instead of confidences: a third more errors on sensors left out of
  /// the fit.
  private static func confidence(_ quality: Int16) -> Float {
    quality == 0 ? 1 : 0.01 * Float(quality)
  }

  /// Geometric means over the pairs, summed.
  private func matchedConfidence() -> Float {
    let pairs = workspace.pairs
    return (0..<pairs.count).reduce(0) { sum, k in
      let a = Self.confidence(pair.a.quality[Int(pairs.first.base[k])])
      let b = Self.confidence(pair.b.quality[Int(pairs.second.base[k])])
      return sum + (a * b).squareRoot()
    }
  }

  /// What of each template the other one looked at; paired minutiae are part of it.
  private func overlap(_ t: Alignment) -> (a: Covered, b: Covered) {
    let pairs = workspace.pairs
    var (usedA, usedB) = (SIMD4<UInt64>(), SIMD4<UInt64>())
    var (a, b) = (Covered(), Covered())
    for k in 0..<pairs.count {
      let (i, j) = (Int(pairs.first.base[k]), Int(pairs.second.base[k]))
      usedA[i >> 6] |= 1 << UInt64(i & 63)
      usedB[j >> 6] |= 1 << UInt64(j & 63)
      a.add(pair.a.quality[i])
      b.add(pair.b.quality[j])
    }
    let places = (workspace.predicted.x.base, workspace.predicted.y.base)
    let bend = (workspace.predicted.bendX.base, workspace.predicted.bendY.base)
    for i in 0..<pair.a.count where usedA[i >> 6] >> UInt64(i & 63) & 1 == 0 {
      let (x, y) = (places.0[i] + bend.0[i], places.1[i] + bend.1[i])
      if pair.second.coverage.contains(x: x, y: y) { a.add(pair.a.quality[i]) }
    }
    for j in 0..<pair.b.count where usedB[j >> 6] >> UInt64(j & 63) & 1 == 0 {
      let p = pair.b.place(j)
      let q = t.revert(p.x, p.y)
      if pair.first.coverage.contains(x: q.x, y: q.y) { b.add(pair.b.quality[j]) }
    }
    return (a, b)
  }
}
