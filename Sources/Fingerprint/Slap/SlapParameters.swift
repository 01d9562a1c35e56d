// SPDX-License-Identifier: Apache-2.0

/// Every number of slap segmentation, grouped by stage; each group is documented where its stage is.
///
/// Lengths are in cells of 8 pixels at 500 ppi (0.41 mm) unless said otherwise.
public struct SlapParameters: Sendable, Hashable {
  /// Contrast and direction of cells.
  public var texture = CellTexture()
  /// How ridge-like a cell is.
  public var ridges = RidgeShare()
  /// Punch holes.
  public var holes = HoleFilling()
  /// Blobs of ridges, and their cutting.
  public var pieces = PieceCutting()
  /// Angles of the hand to try.
  public var angles = HandAngles()
  /// Which pieces may be fingertips.
  public var candidates = CandidateChoice()
  /// How fingers lie beside each other.
  public var labelling = Labelling()
  /// What speaks against the labels.
  public var judgement = SlapJudgement()

  /// The values that the product ships with.
  public init() {}
}
