// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// A profile across the ridges of one block: the window around the block is turned and 32 positions,
/// 16 pixels deep, are read out of its middle.
///
/// NFIQ 2 turns with 10-bit fixed-point steps and the nearest pixel. It knows two windows: the bare
/// one of 36x36 pixels, and one two pixels wider all round whose middle is then missed by two.
final class TurnedProfile {
  /// Positions of a profile.
  static let positions = 32
  /// Pixels that each position averages.
  static let depth = 16

  /// Pixels of the last profile, 16 rows of 32 positions.
  let samples = Plane<UInt8>(margin: 0)
  /// Sum of each position.
  let sums = Plane<UInt16>(margin: 0)
  private let steps = Plane<Int32>(margin: 0)
  private let bare = Plane<UInt8>(margin: 6)
  private let wide = Plane<UInt8>(margin: 4)

  /// Which way the profile lies in the turned window.
  enum Layout {
    /// Positions run along x of the turned window, rows 10...25 are averaged.
    case alongX
    /// Positions run along y, columns 10...25 are averaged.
    case alongY
  }

  init() {
    samples.layOut(width: Self.positions, height: Self.depth)
    sums.layOut(width: Self.positions, height: 1)
    steps.layOut(width: Self.positions, height: 4)
    bare.layOut(width: 36, height: 36)
    wide.layOut(width: 40, height: 40)
  }

  /// Takes the windows of the block at this column and row out of the image, which has a margin of
  /// zeros of at least two pixels.
  func load(_ image: Plane<UInt8>, column: Int, row: Int) {
    let (x, y) = (column * CellGrid.side, row * CellGrid.side)
    for v in 0..<36 { bare.row(v).update(from: image.row(y + v) + x, count: 36) }
    for v in 0..<40 { wide.row(v).update(from: image.row(y + v - 2) + (x - 2), count: 40) }
  }

  /// Reads the profile from the bare window.
  func readBare(turnedBy turn: WindowTurn, _ layout: Layout, _ kernels: any QualityKernels) {
    read(bare, turnedBy: turn, layout, kernels)
  }

  /// Reads the profile from the wider window.
  func readWide(turnedBy turn: WindowTurn, _ layout: Layout, _ kernels: any QualityKernels) {
    read(wide, turnedBy: turn, layout, kernels)
  }

  private func read(
    _ window: Plane<UInt8>, turnedBy turn: WindowTurn, _ layout: Layout,
    _ kernels: any QualityKernels
  ) {
    lay(turn, middle: Double(window.width / 2), layout)
    kernels.turnedProfile(
      window.row(0), stride: window.stride, turn: steps.row(0), samples: samples.row(0),
      sums: sums.row(0))
  }

  /// Output pixel (x, y) shows input pixel ((row part of y + column part of x) >> 10) on each axis.
  private func lay(_ turn: WindowTurn, middle m: Double, _ layout: Layout) {
    let (sine, cosine) = (turn.sine, turn.cosine)
    let (columns, rows) = layout == .alongX ? (0, 2) : (2, 0)
    let (firstColumn, firstRow) = layout == .alongX ? (2, 10) : (10, 2)
    let (columnX, columnY) = (steps.row(columns), steps.row(columns + 1))
    let (rowX, rowY) = (steps.row(rows), steps.row(rows + 1))
    for i in 0..<Self.positions {
      let (x, y) = (Double(firstColumn + i), Double(firstRow + i))
      columnX[i] = Self.fixed(cosine * x)
      columnY[i] = Self.fixed(sine * x)
      rowX[i] = Self.fixed(-sine * y + m - m * cosine + m * sine) + 512
      rowY[i] = Self.fixed(cosine * y + m - m * sine - m * cosine) + 512
    }
  }

  private static func fixed(_ value: Double) -> Int32 {
    Int32((value * 1024).rounded(.toNearestOrEven))
  }
}

/// By how much a window is turned; worked out once where several windows are turned alike.
struct WindowTurn {
  let (sine, cosine): (Double, Double)

  /// Takes radians.
  init(_ angle: Double) { (sine, cosine) = Elementary.sincos(angle) }
}
