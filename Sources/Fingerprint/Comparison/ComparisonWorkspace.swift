// SPDX-License-Identifier: Apache-2.0

/// Memory of comparisons, kept from one to the next so that none is taken per pair.
///
/// One workspace serves one task at a time; a comparison's result does not depend on what the
/// workspace did before.
public final class ComparisonWorkspace {
  static let capacity = MinutiaColumns.capacity

  /// Similarity of all pairs, 200 = equal: a row of the second template's minutia holds a byte per
  /// lane of the first one's.
  let similarity = Scratch<UInt8>(capacity * capacity)
  /// Places in the matrix of the most similar pairs, as found and by falling similarity.
  let candidates = Scratch<UInt16>(4096)
  let sortedCandidates = Scratch<UInt16>(4096)
  let hypotheses = Scratch<Hypothesis>(64)
  let alignments = Scratch<Alignment>(64)
  /// The first template's minutiae where an alignment puts them in the second one.
  let predicted = PredictedPlaces()
  /// Bits of the first template's minutiae that lie near each of the second's.
  let near = Scratch<UInt32>(capacity * capacity / 32)
  let keys = Scratch<UInt32>(capacity * capacity)
  let sortedKeys = Scratch<UInt32>(capacity * capacity)
  let pairs = PairList()
  /// Rigid alignments worth bending; with all that were fitted the error rates are the same.
  let finalists = [Finalist(), Finalist()]
  let bestPairs = PairList()
  let ridgeWindows = RidgeWindows()
  let tiles = TileField()
  let lattice = BendLattice()
  let cosines = CosineTable()

  /// Takes the memory of one comparison, about 100 kB; ridge maps add to it when they are met.
  public init() {}
}
