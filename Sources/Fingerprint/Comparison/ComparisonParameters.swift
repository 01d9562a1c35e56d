// SPDX-License-Identifier: Apache-2.0

/// Everything that can be tuned in a comparison; lengths are pixels at 500 ppi, angles degrees.
struct ComparisonParameters: Sendable {
  /// Similar pairs of minutiae tried as alignments. 28 and 36: the same errors, 4 and 12 microseconds
  /// more.
  var candidates = 24
  /// Of which so many at most may share a minutia.
  var candidatesPerMinutia = 3
  /// Those that the minutiae after the best 32, and the orientation fields, are asked of. 16: nothing.
  var shortlist = 6
  /// Alignments fitted. 4: within noise, 3 microseconds more.
  var refined = 3
  /// And only those with so much of the best one's support.
  var leastSupport: Float = 0.6
  /// Alignments bent only with so much of the likeliest one's likelihood.
  var leastLikelihood: Float = 0.6

  /// Directions that differ by more than this, degrees, are unusual: fingers are put down upright.
  var usualTurn: Float = 45
  /// What such a pair of minutiae loses of its similarity, 200 = 1. 0: a tenth more errors on upright
  /// prints; 9: a fifth more on turned ones; 15: six times as many.
  var turnedPenalty: UInt8 = 5
  /// Agreement of the orientation fields at which a hypothesis loses all support.
  var leastFlow: Float = 0.4

  /// Support: how far a minutia may lie from its predicted place...
  var rootTolerance: Float = 10
  /// ... more so with each pixel of distance from the root pair (skin stretches by 10 %) ...
  var rootGrowth: Float = 0.10
  /// ... but never farther than this.
  var rootLimit: Float = 30
  /// Support: largest difference of directions.
  var rootAngle: Float = 30

  /// Reach of the passes after the first: rigid, bent, bent. 18, 14 and 12: within noise on plain
  /// prints, rolled ones lose a fifth of their score.
  var tolerances: (Float, Float, Float) = (24, 20, 16)
  /// Largest difference of directions in refinement. 22: within noise.
  var angleTolerance: Float = 30
  /// Reach of a pair's vote in the displacement field of each bent pass.
  var bendReach: (Float, Float) = (90, 70)
  /// Pull of the displacement field towards zero, in pairs without displacement.
  var stiffness: Float = 0.3
  /// Weight of dissimilarity against distance where pairs compete for a minutia.
  var dissimilarityWeight: Float = 1.2
  /// Weight of agreeing orientation where alignments compete.
  var flowWeight: Float = 8

  /// Reach of a pair's vote when the ridge map is bent, pixels, and the pull towards no bend.
  var tileReach: Float = 70
  var tileStiffness: Float = 1
  /// Rounds in which neighbouring tiles agree on displacements. 0: a tenth more errors; 1: as 2.
  var agreementRounds = 2
  /// Times that the map is bent to where the tiles agree and compared again. 1: a tenth more errors.
  var bendRounds = 2
  /// Mean agreement from which that is not needed.
  var clearAgreement: Float = 0.45
  /// Agreement from which a tile's displacement is followed.
  var followFloor: Float = 0.15
  /// A tile's vote at distance d, in tiles, weighs 1 / (1 + d^2 narrowness)^2.
  var followNarrowness: Float = 0.25
  /// Pull towards no displacement; weights of tiles are squares of agreements.
  var followStiffness: Float = 0.001

  /// How far coverage reaches beyond the minutiae's hull where there is no foreground.
  var hullMargin: Float = 30

  /// Evidence without ridge maps under which they are not looked at.
  var rejection: Float = -.infinity

  /// For one probe against many: nine of ten pairs of different fingers are not compared by their
  /// ridges. A lower rejection takes more time, a higher one loses genuine pairs.
  static let quick: ComparisonParameters = {
    var parameters = ComparisonParameters()
    parameters.rejection = -1.7
    parameters.bendRounds = 1
    return parameters
  }()
}
