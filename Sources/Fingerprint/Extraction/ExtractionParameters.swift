// SPDX-License-Identifier: Apache-2.0

/// Every number of the extractor, grouped by stage; each group is documented where its stage is.
///
/// Values marked "tuned" come from moving one value at a time on the four open FVC B sets named in
/// the README; "flat" means that moves in the stated range change nothing measurable there.
public struct ExtractionParameters: Sendable, Hashable {
  /// Local normalisation of grey.
  public var normalisation = LocalNormalisation()
  /// What counts as fingerprint.
  public var segmentation = ForegroundMask()
  /// Orientation field of the image: noisy, so strongly smoothed, with help from a wider field.
  /// 1.5 cells: tuned, 1.0 loses 0.7 points of FNMR at 1e-3, 2.0 is flat. Weight 0.3: 0.6 is flat.
  public var coarseOrientation = OrientationSmoothing(fine: 1.5, wide: 3, wideWeight: 0.3)
  /// Orientation field of the filtered image: tuned, 0.6 and 1.0 cells lose 0.2 points.
  public var fineOrientation = OrientationSmoothing(fine: 0.8, wide: 2.5, wideWeight: 0)
  /// Ridge frequency.
  public var frequency = RidgeFrequency()
  /// First pass: short along the ridge, as the orientation is not yet good. Tuned: 2.5 and 3.5 px
  /// lose 0.3 points, 5 px loses 1.5.
  public var coarseFilter = FilterShape(along: 3, across: 0.40)
  /// Second pass. 3.5 to 5 px flat, shorter gives two minutiae more; 7 px loses 0.6 points.
  public var fineFilter = FilterShape(along: 5, across: 0.45)
  /// Measurements on the filtered image.
  public var refinement = FieldRefinement()
  /// Which residues are minutiae.
  public var pruning = MinutiaPruning()
  /// What a minutia is worth.
  public var quality = MinutiaQuality()

  /// The values that the product ships with.
  public init() {}
}
