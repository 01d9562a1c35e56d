// SPDX-License-Identifier: Apache-2.0

public import Imaging

/// Finds the minutiae of a finger image as phase residues of an oriented quadrature filter.
///
/// Nothing is binarised, thinned or traced. Every pixel is filtered with an even and an odd filter
/// across the ridges; the pair is a complex number whose phase turns once around a minutia and
/// nowhere else (Larkin and Fletcher, "A coherent framework for fingerprint analysis", 2007, for
/// the phase model; Gabor pairs after Hong, Wan and Jain 1998). The first pass exists to measure
/// orientation, frequency and confidence on a clean image; the second one makes the minutiae.
public struct MinutiaExtractor: Sendable {
  /// The numbers that the stages work with.
  public let parameters: ExtractionParameters
  /// The loops to use; results are the same with all.
  public let kernels: Kernels
  private let coarseFilters: FilterBank
  private let fineFilters: FilterBank
  private let waves: RidgeWaves

  /// Builds the filter tables; keep the value and use it for many images.
  public init(parameters: ExtractionParameters = .init(), kernels: Kernels = .best) {
    self.parameters = parameters
    self.kernels = kernels
    coarseFilters = FilterBank(shape: parameters.coarseFilter)
    fineFilters = FilterBank(shape: parameters.fineFilter)
    waves = RidgeWaves()
  }

  /// Takes a normalized image of one finger or several, 64x64 pixels or larger, and gives its
  /// features; best minutiae first, at most 255.
  ///
  /// Throws `no-fingerprint` for blank images and images without ridges, `image-too-small` below
  /// 64 pixels a side. Cost: about 9 ns a pixel of print; nothing is allocated in the stages once
  /// the workspace has seen an image of that size.
  public func extract(
    _ image: NormalizedImage, workspace w: ExtractionWorkspace, trace: (any StageTrace)? = nil
  ) throws(ExtractionError) -> FingerprintFeatures {
    let stage = StageObserver(workspace: w, trace: trace)
    try w.load(image)
    stage(.normalisation) { parameters.normalisation.run(w, kernels) }
    stage(.gradient) { HalfTensor.run(w, kernels) }
    stage(.segmentation) { parameters.segmentation.run(w, kernels) }
    try w.demandForeground()
    stage(.orientation) { parameters.coarseOrientation.run(w, w.mask, kernels) }
    stage(.frequency) { parameters.frequency.run(w, waves, kernels) }
    stage(.firstFilter) { OrientedFilter.firstPass(w, coarseFilters, kernels) }
    stage(.refinement) { parameters.refinement.run(w, parameters.fineOrientation, kernels) }
    stage(.trust) { parameters.segmentation.keepTrusted(w, kernels) }
    try w.demandForeground()
    stage(.secondFilter) { OrientedFilter.secondPass(w, fineFilters, kernels) }
    stage(.finalField) { parameters.refinement.finish(w, parameters.fineOrientation, kernels) }
    stage(.residues) { PhaseResidues.find(w, kernels) }
    stage(.pruning) { parameters.pruning.run(w) }
    stage(.quality) { parameters.quality.run(w) }
    return FingerprintFeatures(of: w)
  }
}
