// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Compares the pictures of the ridges tile by tile: the second map is bent into the first one's
/// frame by the matched minutiae, then once more to where the tiles agree best.
struct RidgeComparison {
  let a: RidgeMap
  let b: RidgeMap
  let pair: TemplatePair
  private var parameters: ComparisonParameters { pair.parameters }

  /// Agreement of tiles of different fingers, and the tiles at which half of what lies above counts.
  private static let chance: Float = 0.2
  private static let fewTiles: Float = 8

  /// Adds the ridge features of an alignment.
  func measure(_ alignment: Alignment, _ features: inout ComparisonFeatures) {
    let (tiles, lattice) = (pair.workspace.tiles, pair.workspace.lattice)
    lattice.layOut(a)
    lattice.place(alignment, pair)
    tiles.layOut(a, lattice)
    features[.ridges] = 0
    features[.correlation] = 0
    for round in 0...parameters.bendRounds {
      pair.workspace.ridgeWindows.bend(b, lattice, tiles, pair.kernels)
      tiles.correlate(a, pair.workspace.ridgeWindows, pair.kernels)
      guard tiles.count >= 2 else { return }
      tiles.agree(rounds: parameters.agreementRounds, pair.kernels)
      let found = tiles.summary()
      let n = Float(tiles.count)
      features[.correlation] = found.correlation
      features[.ridges] = (found.agreement - Self.chance) * n / (n + Self.fewTiles)
      guard round < parameters.bendRounds, found.agreement < parameters.clearAgreement else {
        return
      }
      lattice.follow(tiles, alignment, pair)
    }
  }
}
