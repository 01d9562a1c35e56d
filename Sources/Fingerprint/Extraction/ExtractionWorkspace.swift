// SPDX-License-Identifier: Apache-2.0

internal import Biometrics
internal import Imaging

/// The buffers of extraction, kept between images so that none is allocated once a size was seen.
///
/// One workspace serves one task at a time. Everything coarser than a pixel lives on a grid of
/// cells of 8x8 pixels.
public final class ExtractionWorkspace {
  /// Side of a cell in pixels at 500 ppi: a little less than one ridge period.
  static let cell = 8
  /// Smallest side in pixels that holds enough ridges to measure a frequency.
  public static let minimumSide = 64
  /// Margin of pixel planes: more than the longest tap (projection 18, along 12, across 16).
  static let pixelMargin = 32
  /// Margin of grid planes: the radius of the widest Gaussian.
  static let gridMargin = 8

  /// Called after each stage; for benchmarks.
  public var stageEnded: ((ExtractionStage) -> Void)?

  /// Size of the image in pixels.
  private(set) var width = 0
  private(set) var height = 0
  /// Size of the grid in cells.
  private(set) var columns = 0
  private(set) var rows = 0

  // Pixels. The image is padded to whole cells by repeating its edges; what follows from it is fixed
  // point with 12 fractional bits.
  let pixels = Plane<UInt8>(margin: 0)
  let normalised = Plane<Int16>(margin: pixelMargin)
  let even = Plane<Int16>(margin: 16)
  let odd = Plane<Int16>(margin: 16)
  let averages = Plane<Int16>(margin: pixelMargin)

  // Grid: what was measured per cell.
  let deviation = Plane<Float>(margin: gridMargin)
  let tensorA = Plane<Float>(margin: gridMargin)
  let tensorB = Plane<Float>(margin: gridMargin)
  let tensorE = Plane<Float>(margin: gridMargin)
  let response = Plane<Float>(margin: gridMargin)
  let total = Plane<Float>(margin: gridMargin)

  // Grid: fields. Orientation is that of the ridge normal, x to the right and y downwards: as a unit
  // vector of the doubled angle, and as one of 32 steps of pi/32.
  let cosine = Plane<Float>(margin: gridMargin)
  let sine = Plane<Float>(margin: gridMargin)
  let coherence = Plane<Float>(margin: gridMargin)
  let angle = Plane<UInt8>(margin: gridMargin)
  let frequency = Plane<Float>(margin: gridMargin)
  let confidence = Plane<Float>(margin: gridMargin)
  let edgeDistance = Plane<Float>(margin: gridMargin)
  let wave = Plane<UInt16>(margin: gridMargin)

  // Grid: 1 = fingerprint; and that grown by one cell, where filters run.
  let mask = Plane<UInt8>(margin: gridMargin)
  let active = Plane<UInt8>(margin: gridMargin)

  // Scratch.
  let gaussian = Plane<Float>(margin: gridMargin)
  let scratch: [Plane<Float>] = (0..<5).map { _ in Plane(margin: gridMargin) }
  let lines = Plane<Float>(margin: gridMargin)
  let marks = Plane<UInt8>(margin: gridMargin)
  let spectra = Plane<Float>(marginX: gridMargin * RidgeWaves.count, marginY: gridMargin)
  let spectrumScratch = Plane<Float>(marginX: gridMargin * RidgeWaves.count, marginY: gridMargin)
  let blockFrequency = Plane<Float>(margin: gridMargin)
  var floats: [Float] = []
  let regions = MaskRegions()
  var changes: [UInt8] = []

  /// Ridge frequency of the whole image in cycles per pixel.
  var imageFrequency: Float = RidgeFrequency.usual
  var residues: [Residue] = []
  var links: [ResidueLink] = []
  var minutiae: [Minutia] = []

  private var projection: (stride: Int, offsets: [Int32]) = (0, [])
  private var boundTaps: [FilterShape: BoundTaps] = [:]

  private struct BoundTaps {
    let stride: Int
    let along: TapBank.Along
    let across: TapBank.Across
  }

  /// An empty workspace; it grows with the first image.
  public init() {}

  /// Lays the buffers out and copies the image in.
  func load(_ image: NormalizedImage) throws(ExtractionError) {
    guard image.width >= Self.minimumSide, image.height >= Self.minimumSide else {
      throw .tooSmall(image.width, image.height)
    }
    layOut(width: image.width, height: image.height)
    image.pixels.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      for y in 0..<pixels.height {
        let row = pixels.row(y)
        row.update(from: base + min(y, height - 1) * width, count: width)
        (row + width).update(repeating: row[width - 1], count: pixels.width - width)
      }
    }
  }

  /// Throws where the mask holds less than a fingertip's worth of ridges.
  func demandForeground() throws(ExtractionError) {
    var count = 0
    for y in 0..<rows {
      let row = mask.row(y)
      for x in 0..<columns { count += Int(row[x]) }
    }
    guard count >= ForegroundMask.leastCells else { throw .noFingerprint }
  }

  /// The bank's taps as offsets for the current row stride.
  func taps(of bank: FilterBank) -> (along: TapBank.Along, across: TapBank.Across) {
    let stride = normalised.stride
    if let bound = boundTaps[bank.shape], bound.stride == stride {
      return (bound.along, bound.across)
    }
    let bound = BoundTaps(
      stride: stride, along: bank.alongTaps(stride: stride), across: bank.acrossTaps(stride: stride)
    )
    boundTaps[bank.shape] = bound
    return (bound.along, bound.across)
  }

  /// The points of a projection as offsets for the current row stride.
  func projectionOffsets(_ waves: RidgeWaves) -> [Int32] {
    let stride = normalised.stride
    if projection.stride != stride {
      projection = (stride, waves.points.map { $0.y * Int32(stride) + $0.x })
    }
    return projection.offsets
  }

  private func layOut(width: Int, height: Int) {
    self.width = width
    self.height = height
    columns = (width + Self.cell - 1) / Self.cell
    rows = (height + Self.cell - 1) / Self.cell
    let paddedWidth = columns * Self.cell
    let paddedHeight = rows * Self.cell
    pixels.layOut(width: paddedWidth, height: paddedHeight)
    normalised.layOut(width: paddedWidth, height: paddedHeight)
    even.layOut(width: paddedWidth, height: paddedHeight)
    odd.layOut(width: paddedWidth, height: paddedHeight)
    averages.layOut(width: paddedWidth, height: OrientedFilter.stripRows * Self.cell)
    let floatPlanes =
      [
        deviation, tensorA, tensorB, tensorE, response, total, cosine, sine, coherence, frequency,
        confidence, edgeDistance, gaussian, lines,
      ] + scratch
    for plane in floatPlanes { plane.layOut(width: columns, height: rows) }
    for plane in [angle, mask, active, marks] { plane.layOut(width: columns, height: rows) }
    wave.layOut(width: columns, height: rows)
    let blocks = (columns: (columns + 1) / 2, rows: (rows + 1) / 2)
    blockFrequency.layOut(width: blocks.columns, height: blocks.rows)
    for plane in [spectra, spectrumScratch] {
      plane.layOut(width: blocks.columns * RidgeWaves.count, height: blocks.rows)
    }
  }
}
