// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Turns a hypothesis into an alignment with matched minutiae: two rigid passes, then two in which
/// the matched pairs bend the skin for each other.
struct Refinement {
  let pair: TemplatePair
  private var a: MinutiaPointers { pair.a }
  private var b: MinutiaPointers { pair.b }
  private var parameters: ComparisonParameters { pair.parameters }
  private var workspace: ComparisonWorkspace { pair.workspace }

  init(_ pair: TemplatePair) { self.pair = pair }

  /// Leaves the pairs in `workspace.pairs`; nil when fewer than two are found.
  func refine(_ start: Alignment, root: Int) -> Alignment? {
    let pairing = Pairing(pair)
    var alignment = start
    for pass in 0..<4 {
      pair.place(alignment)
      if pass >= 2 { bend(reach: pass == 2 ? parameters.bendReach.0 : parameters.bendReach.1) }
      pair.roundPlaces()
      allow(pass, root)
      pairing.match()
      guard workspace.pairs.count >= 2 else { return nil }
      if pass < 2 { alignment = RigidFit.fit(workspace.pairs, a, b, workspace.cosines) }
    }
    return alignment
  }

  private func allow(_ pass: Int, _ root: Int) {
    let t = parameters.tolerances
    switch pass {
    case 0: pair.allow(from: root)
    case 1: pair.allow(t.0)
    case 2: pair.allow(t.1)
    default: pair.allow(t.2)
    }
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
