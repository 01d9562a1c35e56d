// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Takes all native quality measures of one image that need no minutiae.
struct NativeMeasurement {
  /// Largest width and height of a single finger's image, pixels.
  static let largest = (width: 800, height: 1000)
  /// Fewer foreground blocks than this are no fingerprint.
  static let leastBlocks = 10

  let frame: PixelFrame
  let grey: GreyMoments
  /// Pixels of the region of interest.
  let regionPixels: Int
  let measures: NativeMeasures

  init(
    _ image: NormalizedImage, _ w: QualityWorkspace, _ kernels: any QualityKernels
  ) throws(MissingScore) {
    frame = try Self.frame(of: image, kernels)
    w.load(image, frame)
    w.stageEnded?(.frame)
    let cells = CellGrid(w.pixels, kernels)
    let blocks = BlockGrid(w.pixels, cells, kernels)
    w.stageEnded?(.blocks)
    guard blocks.foregroundCount >= Self.leastBlocks else { throw .tooLittleForeground }
    let ridges = RidgeMeasures(blocks, w, kernels)
    w.stageEnded?(.profiles)
    let region = RegionOfInterest.find(w, kernels)
    w.stageEnded?(.region)
    grey = cells.grey
    regionPixels = region.pixels
    measures = NativeMeasures(
      frequencyDomainAnalysis: ridges.frequencyDomainAnalysis,
      regionMean: region.mean(of: w.pixels),
      localClarity: ridges.localClarity,
      cellMean: cells.meanOfMeans,
      imageMean: grey.mean,
      orientationCertainty: OrientationCertainty.histogram(cells),
      orientationFlow: OrientationFlow.histogram(blocks),
      coherence: RegionCoherence(
        cells, regionPixels: region.pixelsPerCell(columns: cells.columns, rows: cells.rows)),
      ridgeValleyUniformity: ridges.ridgeValleyUniformity)
    w.stageEnded?(.summaries)
  }

  private static func frame(
    of image: NormalizedImage, _ kernels: any QualityKernels
  ) throws(MissingScore) -> PixelFrame {
    guard let frame = PixelFrame(image, kernels) else { throw .blank }
    guard frame.width <= largest.width, frame.height <= largest.height else { throw .tooLarge }
    return frame
  }
}

/// The three families that look across the ridges of each foreground block, taken in one pass.
private struct RidgeMeasures {
  let frequencyDomainAnalysis: MeasureHistogram
  let localClarity: MeasureHistogram
  let ridgeValleyUniformity: MeasureHistogram

  init(_ blocks: BlockGrid, _ w: QualityWorkspace, _ kernels: any QualityKernels) {
    let (frequency, clarity) = (FrequencyDomainAnalysis(), LocalClarity())
    let uniformity = RidgeValleyUniformity()
    var (frequencies, clarities, ratios) = ([Double](), [Double](), [Double]())
    let profile = w.profile
    blocks.forEachForeground { column, row, orientation in
      profile.load(w.pixels, column: column, row: row)
      let turn = WindowTurn(orientation)
      profile.readWide(turnedBy: WindowTurn(orientation + .pi / 2), .alongY, kernels)
      frequencies.append(frequency.value(profile.sums.row(0)))
      profile.readBare(turnedBy: turn, .alongX, kernels)
      clarities.append(
        clarity.value(RidgeProfile(profile.sums.row(0)), profile.samples.row(0)))
      profile.readWide(turnedBy: turn, .alongX, kernels)
      uniformity.append(RidgeProfile(profile.sums.row(0)), to: &ratios)
    }
    frequencyDomainAnalysis = MeasureHistogram(
      frequencies, bounds: FrequencyDomainAnalysis.bounds)
    localClarity = MeasureHistogram(clarities, bounds: LocalClarity.bounds)
    ridgeValleyUniformity = MeasureHistogram(ratios, bounds: RidgeValleyUniformity.bounds)
  }
}
