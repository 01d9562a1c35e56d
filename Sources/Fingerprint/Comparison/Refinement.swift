// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Turns a hypothesis into an alignment with matched minutiae: two rigid passes, then two in which
/// the matched pairs bend the skin for each other.
struct Refinement {
  let pair: TemplatePair
  private let pairing: Pairing
  private var a: MinutiaPointers { pair.a }
  private var b: MinutiaPointers { pair.b }
  private var parameters: ComparisonParameters { pair.parameters }
  private var workspace: ComparisonWorkspace { pair.workspace }

  init(_ pair: TemplatePair) {
    self.pair = pair
    pairing = Pairing(pair)
  }

  /// Fits a rigid alignment; leaves its pairs in `workspace.pairs`; nil when fewer than two are found.
  func fit(_ start: Alignment, root: Int) -> Alignment? {
    var alignment = start
    for pass in 0..<2 {
      pair.place(alignment)
      pair.roundPlaces()
      if pass == 0 { pair.allow(from: root) } else { pair.allow(parameters.tolerances.0) }
      pairing.match()
      guard workspace.pairs.count >= 2 else { return nil }
      alignment = RigidFit.fit(workspace.pairs, a, b, workspace.cosines)
    }
    return alignment
  }

  /// Matches again with the skin bent by the pairs in `workspace.pairs`; false when fewer than two
  /// are left.
  func bend(_ alignment: Alignment) -> Bool {
    for (reach, tolerance) in [
      (parameters.bendReach.0, parameters.tolerances.1),
      (parameters.bendReach.1, parameters.tolerances.2),
    ] {
      pair.place(alignment)
      bend(reach: reach)
      pair.roundPlaces()
      pair.allow(tolerance)
      pairing.match()
      guard workspace.pairs.count >= 2 else { return false }
    }
    return true
  }

  /// Displaces the predicted places by what the pairs of the pass before say of each other.
  private func bend(reach: Float) {
    let pairs = workspace.pairs
    for k in 0..<pairs.count {
      let (i, j) = (Int(pairs.first.base[k]), Int(pairs.second.base[k]))
      let p = b.place(j)
      pairs.x.base[k] = workspace.predicted.x.base[i]
      pairs.y.base[k] = workspace.predicted.y.base[i]
      pairs.shiftX.base[k] = p.x - pairs.x.base[k]
      pairs.shiftY.base[k] = p.y - pairs.y.base[k]
    }
    let places = workspace.predicted
    pair.kernels.displace(
      pairs.votes, lanes: a.lanes, x: places.x.base, y: places.y.base,
      inverse: 1 / (4 * reach * reach), stiffness: parameters.stiffness, outX: places.bendX.base,
      outY: places.bendY.base, weight: places.votes.base)
    for k in 0..<pairs.count { withdrawVote(k) }
  }

  /// A pair does not vote for itself.
  private func withdrawVote(_ k: Int) {
    let pairs = workspace.pairs
    let i = Int(pairs.first.base[k])
    let (x, y) = (workspace.predicted.bendX.base, workspace.predicted.bendY.base)
    let sum = workspace.predicted.votes.base[i]
    let own = pairs.weight.base[k]
    x[i] = (x[i] * sum - own * pairs.shiftX.base[k]) / (sum - own)
    y[i] = (y[i] * sum - own * pairs.shiftY.base[k]) / (sum - own)
  }
}
