// SPDX-License-Identifier: Apache-2.0

/// Values of the native quality measures of one image.
public struct NativeMeasures: Sendable, Hashable {
  /// How clearly each block's ridges show one frequency (FDA); low is good.
  public let frequencyDomainAnalysis: MeasureHistogram
  /// Counts and shares of minutiae; nil where none were given.
  public var minutiae: MinutiaMeasures?
  /// Mean grey of the region of interest, 0...255.
  public let regionMean: Double
  /// How well ridges and valleys separate in each block (LCS), 0...1; high is good.
  public let localClarity: MeasureHistogram
  /// Mean of the mean greys of all cells, 0...255.
  public let cellMean: Double
  /// Mean grey of the trimmed image, 0...255.
  public let imageMean: Double
  /// How much one direction prevails in each block (OCL), 0...1; high is good.
  public let orientationCertainty: MeasureHistogram
  /// How far each block's direction departs from its neighbours' (OF), 0...1; low is good. The
  /// next edition of NFIQ 2 will turn this value round, so it belongs to version 2.3 only.
  public let orientationFlow: MeasureHistogram
  /// Coherence of the region of interest.
  public let coherence: RegionCoherence
  /// Ratios of neighbouring ridge and valley widths (RVUP), 1 where both are alike.
  public let ridgeValleyUniformity: MeasureHistogram

  /// One value; nil for the measures that need minutiae where none were given.
  public subscript(_ measure: QualityMeasure) -> Double? {
    switch measure {
    case .bin(let family, let number): Double(self[family].counts[number])
    case .mean(let family): self[family].mean
    case .deviation(let family): self[family].deviation
    case .centralMinutiae: minutiae.map { Double($0.central) }
    case .minutiae: minutiae.map { Double($0.count) }
    case .minutiaeOnDarkBlocks: minutiae?.onDarkBlocks
    case .minutiaeOnCertainBlocks: minutiae?.onCertainBlocks
    case .regionMean: regionMean
    case .cellMean: cellMean
    case .imageMean: imageMean
    case .relativeCoherence: coherence.relative
    case .coherence: coherence.sum
    }
  }

  /// The summary of one family.
  public subscript(_ family: QualityMeasure.Family) -> MeasureHistogram {
    switch family {
    case .frequencyDomainAnalysis: frequencyDomainAnalysis
    case .localClarity: localClarity
    case .orientationCertainty: orientationCertainty
    case .orientationFlow: orientationFlow
    case .ridgeValleyUniformity: ridgeValleyUniformity
    }
  }
}
