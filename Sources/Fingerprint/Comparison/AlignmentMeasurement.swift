// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Measures how well two templates agree under a refined alignment.
struct AlignmentMeasurement {
  let pair: TemplatePair
  private var workspace: ComparisonWorkspace { pair.workspace }

  init(_ pair: TemplatePair) { self.pair = pair }

  /// Features, and the figure by which alignments of the same comparison compete.
  func measure(_ t: Alignment, flowWeight: Float) -> MeasuredAlignment {
    var f = ComparisonFeatures()
    let likelihood = addPairs(&f)
    let matched = Float(workspace.pairs.count)
    let overlap = overlapCounts(t)
    let smaller = min(overlap.a, overlap.b)
    f[.share] = matched / (Float(max(1, overlap.a)) * Float(max(1, overlap.b))).squareRoot()
    f[.pairs] = Float(Elementary.log(Double(1 + matched)))
    f[.overlap] = Float(Elementary.log(Double(1 + smaller)))
    f[.likelihood] = Float(Elementary.log(Double(0.1 + likelihood)))
    var rank = likelihood * (0.5 + f[.share])
    if pair.level >= .orientation, let flowA = pair.first.flow, let flowB = pair.second.flow {
      let flow = FlowAgreement.measure(flowA, flowB, t)
      rank += flowWeight * max(0, flow.agreement - 0.7) * min(1, Float(flow.blocks) / 60)
    }
    return MeasuredAlignment(alignment: t, features: f, rank: rank)
  }

  /// Means over the pairs; gives the sum of closeness times similarity.
  private func addPairs(_ f: inout ComparisonFeatures) -> Float {
    let pairs = workspace.pairs
    var (similarity, distance, turn, likelihood): (Float, Float, Float, Float) = (0, 0, 0, 0)
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
      likelihood += Self.closeness(pairs, k) * (0.3 + pairs.similarity.base[k])
    }
    let n = Float(pairs.count)
    f[.similarity] = similarity / n
    f[.distance] = distance / n
    f[.turn] = turn / n
    f[.kind] = known > 0 ? equal / known : 0.5
    return likelihood
  }

  /// About exp(-d^2 / 128 px^2 - turn^2 / 200 deg^2), from multiplications alone.
  private static func closeness(_ pairs: PairList, _ k: Int) -> Float {
    let turn = pairs.turn.base[k]
    let t = max(0, 1 - (pairs.residual.base[k] / 128 + turn * turn / 200) * 0.125)
    let t2 = t * t
    let t4 = t2 * t2
    return t4 * t4
  }

  /// Minutiae of each template that lie where the other one looked.
  private func overlapCounts(_ t: Alignment) -> (a: Int, b: Int) {
    let pairs = workspace.pairs
    var (usedA, usedB) = (SIMD4<UInt64>(), SIMD4<UInt64>())
    for k in 0..<pairs.count {
      let (i, j) = (Int(pairs.first.base[k]), Int(pairs.second.base[k]))
      usedA[i >> 6] |= 1 << UInt64(i & 63)
      usedB[j >> 6] |= 1 << UInt64(j & 63)
    }
    var (countA, countB) = (pairs.count, pairs.count)
    let places = (workspace.predicted.x.base, workspace.predicted.y.base)
    let bend = (workspace.predicted.bendX.base, workspace.predicted.bendY.base)
    for i in 0..<pair.a.count where usedA[i >> 6] >> UInt64(i & 63) & 1 == 0 {
      let isCovered = pair.second.coverage.contains(
        x: places.0[i] + bend.0[i], y: places.1[i] + bend.1[i])
      countA += isCovered ? 1 : 0
    }
    for j in 0..<pair.b.count where usedB[j >> 6] >> UInt64(j & 63) & 1 == 0 {
      let p = pair.b.place(j)
      let q = t.revert(p.x, p.y)
      countB += pair.first.coverage.contains(x: q.x, y: q.y) ? 1 : 0
    }
    return (countA, countB)
  }
}

/// Agreement of two orientation fields under an alignment.
enum FlowAgreement {
  /// Mean cosine of twice the difference, weighted by both confidences, and the blocks in common.
  static func measure(
    _ a: FlowField, _ b: FlowField, _ t: Alignment
  ) -> (agreement: Float, blocks: Int) {
    var (blocks, weight, cosine, sine) = (0, 0, 0, 0)
    a.vectors.withUnsafeBufferPointer { va in
      b.vectors.withUnsafeBufferPointer { vb in
        for row in 0..<a.rows {
          for column in 0..<a.columns {
            let i = row * a.columns + column
            guard a.confidence[i] > 0 else { continue }
            let p = t.apply(Float(16 * column + 8), Float(16 * row + 8))
            guard p.x >= 0, p.y >= 0 else { continue }
            let (c, r) = (Int(p.x) >> 4, Int(p.y) >> 4)
            guard c < b.columns, r < b.rows else { continue }
            let j = r * b.columns + c
            guard b.confidence[j] > 0 else { continue }
            let (ac, as_) = (Int(va[2 * i]), Int(va[2 * i + 1]))
            let (bc, bs) = (Int(vb[2 * j]), Int(vb[2 * j + 1]))
            blocks += 1
            weight += Int(a.confidence[i]) * Int(b.confidence[j])
            cosine += ac * bc + as_ * bs
            sine += ac * bs - as_ * bc
          }
        }
      }
    }
    guard weight > 0 else { return (0, 0) }
    let (c2, s2) = (t.cosine * t.cosine - t.sine * t.sine, 2 * t.cosine * t.sine)
    let dot = c2 * Float(cosine) + s2 * Float(sine)
    return (dot / (0.248 * Float(weight)), blocks)
  }
}
