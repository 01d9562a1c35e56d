// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The buffers of slap segmentation, kept between images; one serves one task at a time.
///
/// All but the halved image lives on a grid of cells of 8x8 pixels.
public final class SlapWorkspace {
  /// Side of a cell in pixels at 500 ppi.
  static let cell = 8
  /// Side of a cell in pixels of the halved image.
  static let halfCell = 4
  /// Margin of grid planes: the radius of the widest Gaussian.
  static let gridMargin = 10

  /// Size of the grid in cells.
  private(set) var columns = 0
  private(set) var rows = 0

  /// The image averaged 2x2 with light and dark exchanged, so that the margin of zeros is paper.
  let half = Plane<UInt8>(margin: RidgeProbe.reach + 2)
  /// Mean grey, 0 (white) ... 255.
  let grey = Plane<Float>(margin: gridMargin)
  /// Standard deviation of grey, smoothed.
  let contrast = Plane<Float>(margin: gridMargin)
  /// Structure tensor, smoothed.
  let tensorA = Plane<Float>(margin: gridMargin)
  let tensorB = Plane<Float>(margin: gridMargin)
  let tensorE = Plane<Float>(margin: gridMargin)
  /// How far neighbouring cells agree on one direction, 0...1.
  let agreement = Plane<Float>(margin: gridMargin)
  /// Direction of the ridge normal as one of 32 steps of pi/32.
  let angle = Plane<UInt8>(margin: gridMargin)
  /// How ridge-like each cell is, 0...1.
  let ridges = Plane<Float>(margin: gridMargin)
  /// 1 where a cell is evenly dark, as punch holes are.
  let dark = Plane<UInt8>(margin: gridMargin)
  let scratch: [Plane<Float>] = (0..<4).map { _ in Plane(margin: gridMargin) }

  /// Place of each cell's middle in the frame of the hand, in cells: to the right, and down to the
  /// palm.
  let across = Plane<Float>(margin: gridMargin)
  let along = Plane<Float>(margin: gridMargin)
  /// Edges of the image that a cell lies at, as `Piece.Edges`.
  let edges = Plane<UInt8>(margin: gridMargin)
  /// Marks of cells while regions are grown; all zero between uses.
  let marks = Plane<UInt8>(margin: gridMargin)

  /// Cells of the mask by 4-connected blob.
  ///
  /// A cell is named by its offset from the first one in every grid plane, all of which have one
  /// layout; its neighbours are one and `stride` away, and beyond the grid lies the margin.
  var blobs: [[Int32]] = []
  /// Ridge share above which a cell belongs to a blob.
  var threshold: Float = 0
  /// Sums over four half-image rows.
  var sums: [Int32] = []
  var probeOffsets: (stride: Int, offsets: [Int32]) = (0, [])

  /// An empty workspace; it grows with the first image.
  public init() {}

  /// Lays the buffers out and halves the image.
  func load(_ image: NormalizedImage) {
    columns = (image.width + Self.cell - 1) / Self.cell
    rows = (image.height + Self.cell - 1) / Self.cell
    half.layOut(width: columns * Self.halfCell, height: rows * Self.halfCell)
    let planes = [grey, contrast, tensorA, tensorB, tensorE, agreement, ridges, across, along]
    for plane in planes + scratch { plane.layOut(width: columns, height: rows) }
    for plane in [dark, angle, edges, marks] { plane.layOut(width: columns, height: rows) }
    markEdges()
    image.pixels.withUnsafeBufferPointer { pixels in
      guard let base = pixels.baseAddress else { return }
      halve(base, width: image.width, height: image.height)
    }
  }

  /// Elements from one row of the grid to the next.
  var stride: Int { ridges.stride }

  /// Cells within 3 of an edge of the image.
  private func markEdges() {
    for y in 0..<rows {
      let row = edges.row(y)
      var across: Piece.Edges = []
      if y < 3 { across.insert(.top) }
      if y >= rows - 3 { across.insert(.bottom) }
      row.update(repeating: across.rawValue, count: columns)
      for x in 0..<min(3, columns) {
        row[x] |= Piece.Edges.left.rawValue
        row[columns - 1 - x] |= Piece.Edges.right.rawValue
      }
    }
  }

  private func halve(_ pixels: UnsafePointer<UInt8>, width: Int, height: Int) {
    let (across, down) = (width / 2, height / 2)
    for y in 0..<half.height {
      let out = half.row(y)
      guard y < down else {
        out.update(repeating: 0, count: half.width)
        continue
      }
      let upper = pixels + 2 * y * width
      let lower = upper + width
      Self.halveRow(upper, lower, to: out, count: across)
      (out + across).update(repeating: 0, count: half.width - across)
    }
  }

  /// Means of 2x2 pixels, light and dark exchanged. Sixteen at a time: a word holds two neighbours.
  private static func halveRow(
    _ upper: UnsafePointer<UInt8>, _ lower: UnsafePointer<UInt8>,
    to out: UnsafeMutablePointer<UInt8>, count: Int
  ) {
    let (above, below) = (UnsafeRawPointer(upper), UnsafeRawPointer(lower))
    let result = UnsafeMutableRawPointer(out)
    let whole = count & ~15
    for x in Swift.stride(from: 0, to: whole, by: 16) {
      let a = above.loadUnaligned(fromByteOffset: 2 &* x, as: SIMD16<UInt16>.self)
      let b = below.loadUnaligned(fromByteOffset: 2 &* x, as: SIMD16<UInt16>.self)
      let sum = (a & 255) &+ (a &>> 8) &+ (b & 255) &+ (b &>> 8) &+ 2
      let mean = SIMD16<UInt8>(truncatingIfNeeded: sum &>> 2)
      result.storeBytes(of: 255 &- mean, toByteOffset: x, as: SIMD16<UInt8>.self)
    }
    for x in whole..<count {
      let sum = [upper[2 * x], upper[2 * x + 1], lower[2 * x], lower[2 * x + 1]]
        .reduce(UInt16(2)) { $0 + UInt16($1) }
      out[x] = 255 - UInt8(sum >> 2)
    }
  }
}
