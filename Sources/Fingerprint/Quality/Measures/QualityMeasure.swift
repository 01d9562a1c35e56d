// SPDX-License-Identifier: Apache-2.0

/// The 69 native quality measures of NFIQ 2.3 (ISO/IEC 29794-4:2024), named as its tools name them.
public enum QualityMeasure: Sendable, Hashable {
  /// Number of entries of a family's list that fall into one of ten classes, 0...9.
  case bin(Family, Int)
  /// Mean of a family's list.
  case mean(Family)
  /// Standard deviation of a family's list.
  case deviation(Family)
  /// Minutiae within the square of 200 pixels around the centroid of all.
  case centralMinutiae
  /// All minutiae.
  case minutiae
  /// Share of minutiae on blocks a little darker than the image.
  case minutiaeOnDarkBlocks
  /// Share of minutiae on blocks of certain orientation.
  case minutiaeOnCertainBlocks
  /// Mean grey of the region of interest.
  case regionMean
  /// Mean of the mean greys of all cells.
  case cellMean
  /// Mean grey of the image.
  case imageMean
  /// Coherence per cell of the region of interest.
  case relativeCoherence
  /// Coherence of all cells of the region of interest.
  case coherence

  /// Measures that are taken block by block and then summed up as ten counts, mean and deviation.
  public enum Family: String, Sendable, Hashable, CaseIterable {
    case frequencyDomainAnalysis = "FDA"
    case localClarity = "LCS"
    case orientationCertainty = "OCL"
    case orientationFlow = "OF"
    case ridgeValleyUniformity = "RVUP"
  }

  /// All measures in the order in which the random forest takes them and NFIQ 2 prints them.
  public static let inForestOrder: [QualityMeasure] = [
    all(.frequencyDomainAnalysis),
    [.centralMinutiae, .minutiae, .minutiaeOnDarkBlocks, .minutiaeOnCertainBlocks, .regionMean],
    all(.localClarity), [.cellMean, .imageMean],
    all(.orientationCertainty), all(.orientationFlow), [.relativeCoherence, .coherence],
    all(.ridgeValleyUniformity),
  ].flatMap(\.self)

  /// The name that NFIQ 2 prints.
  public var name: String {
    switch self {
    case .bin(let family, let number): "\(family.rawValue)_Bin10_\(number)"
    case .mean(let family): "\(family.rawValue)_Bin10_Mean"
    case .deviation(let family): "\(family.rawValue)_Bin10_StdDev"
    case .centralMinutiae: "FingerJetFX_MinCount_COMMinRect200x200"
    case .minutiae: "FingerJetFX_MinutiaeCount"
    case .minutiaeOnDarkBlocks: "FJFXPos_Mu_MinutiaeQuality_2"
    case .minutiaeOnCertainBlocks: "FJFXPos_OCL_MinutiaeQuality_80"
    case .regionMean: "ImgProcROIArea_Mean"
    case .cellMean: "MMB"
    case .imageMean: "Mu"
    case .relativeCoherence: "OrientationMap_ROIFilter_CoherenceRel"
    case .coherence: "OrientationMap_ROIFilter_CoherenceSum"
    }
  }

  /// Whether the value comes from minutiae, and so depends on who extracted them.
  public var needsMinutiae: Bool {
    switch self {
    case .centralMinutiae, .minutiae, .minutiaeOnDarkBlocks, .minutiaeOnCertainBlocks: true
    default: false
    }
  }

  private static func all(_ family: Family) -> [QualityMeasure] {
    (0..<MeasureHistogram.classes).map { .bin(family, $0) } + [.mean(family), .deviation(family)]
  }
}
