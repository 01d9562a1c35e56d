// SPDX-License-Identifier: Apache-2.0

/// Everything that can be tuned in a comparison; lengths are pixels at 500 ppi, angles degrees.
struct ComparisonParameters: Sendable {
  /// Similar pairs of minutiae tried as alignments. 24: 0.3 points more FNMR; 48: nothing.
  var candidates = 32
  /// Of which so many at most may share a minutia.
  var candidatesPerMinutia = 3
  /// Alignments refined.
  var refined = 4
  /// And only those with so much of the best one's support.
  var leastSupport: Float = 0.6

  /// Support: how far a minutia may lie from its predicted place...
  var rootTolerance: Float = 10
  /// ... more so with each pixel of distance from the root pair (skin stretches by 10 %) ...
  var rootGrowth: Float = 0.10
  /// ... but never farther than this.
  var rootLimit: Float = 30
  /// Support: largest difference of directions.
  var rootAngle: Float = 25

  /// Reach of the passes after the first: rigid, bent, bent.
  var tolerances: (Float, Float, Float) = (18, 14, 12)
  /// Largest difference of directions in refinement.
  var angleTolerance: Float = 22
  /// Reach of a pair's vote in the displacement field of each bent pass.
  var bendReach: (Float, Float) = (90, 70)
  /// Pull of the displacement field towards zero, in pairs without displacement.
  var stiffness: Float = 1
  /// Weight of dissimilarity against distance where pairs compete for a minutia.
  var dissimilarityWeight: Float = 1.2
  /// Weight of agreeing orientation where alignments compete.
  var flowWeight: Float = 8

  /// Reach of a pair's vote when the ridge map is bent, pixels, and the pull towards no bend.
  var tileReach: Float = 70
  var tileStiffness: Float = 1
  /// Rounds in which neighbouring tiles agree on displacements. 0: a tenth more errors; 1: as 2.
  var agreementRounds = 2
  /// Times that the map is bent to where the tiles agree and compared again. 0: 4 % more errors at
  /// FMR 1e-3, 2: 5 % fewer at a third more time.
  var bendRounds = 1
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

  /// Stage-1 score under which the ridge maps are not looked at.
  var rejection: Float = -4
}
