// SPDX-License-Identifier: Apache-2.0

/// Compares the pictures of the ridges tile by tile under an alignment.
struct RidgeComparison {
  let a: RidgeMap
  let b: RidgeMap
  let pair: TemplatePair
  private var workspace: ComparisonWorkspace { pair.workspace }

  func measure(_ t: Alignment, _ f: inout ComparisonFeatures) {
    let windows = workspace.ridgeWindows
    windows.turn(b, into: a, t)
    let tiles = workspace.tiles
    tiles.reset(a)
    place(t)
    f[.ridges] = 0
    f[.correlation] = 0
    f[.tiles] = Float(tiles.count)
    guard tiles.count >= 2 else { return }
    tiles.agree(rounds: 2)
    let (agreement, correlation) = tiles.summary()
    let n = Float(tiles.count)
    f[.correlation] = correlation
    f[.ridges] = (agreement - 0.2) * n / (n + 8)
  }

  /// Correlates every tile that both maps show, around where the matched minutiae displace it.
  private func place(_ t: Alignment) {
    let tiles = workspace.tiles
    let field = DisplacementField(
      reach: pair.parameters.bendReach.1, stiffness: pair.parameters.stiffness)
    for row in 0..<tiles.rows {
      for column in 0..<tiles.columns {
        let (x, y) = (column * TileField.stride, row * TileField.stride)
        guard tiles.loadFirst(a, x, y) else { continue }
        let (cx, cy) = (Float(2 * x + TileField.side), Float(2 * y + TileField.side))
        var p = t.apply(cx, cy)
        var (dx, dy, votes): (Float, Float, Float) = (0, 0, 0)
        field.evaluate(workspace.bestPairs, &p.x, &p.y, 1, &dx, &dy, &votes)
        let ux = max(-20, min(20, Int((0.5 * (t.cosine * dx + t.sine * dy)).rounded())))
        let uy = max(-20, min(20, Int((0.5 * (t.cosine * dy - t.sine * dx)).rounded())))
        tiles.correlate(workspace.ridgeWindows, x, y, ux, uy, row, column)
      }
    }
  }
}
