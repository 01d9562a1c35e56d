// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The second template's ridge map bent into the first one's frame, in blocks of 16x16 samples.
final class RidgeWindows {
  /// Samples left of and above the first map.
  static let margin = BendLattice.border * BendLattice.step - BendLattice.origin

  private(set) var ridges = Scratch<UInt32>(0)
  private(set) var foreground = Scratch<UInt32>(0)
  /// Words in a row; the last one is spare, so that windows may reach across its edge.
  private(set) var stride = 0
  private var corners = Scratch<Int32>(8)

  /// Reads the blocks that the tiles need; the others keep what they had.
  func bend(
    _ map: RidgeMap, _ lattice: BendLattice, _ tiles: TileField, _ kernels: any ComparisonKernels
  ) {
    stride = lattice.columns / 2 + 1
    let words = stride * (lattice.rows - 1) * BendLattice.step
    if ridges.count < words {
      ridges = Scratch(words)
      foreground = Scratch(words)
    }
    map.ridges.withUnsafeBytes { ridgeBytes in
      map.foreground.withUnsafeBytes { cellBytes in
        guard let r = ridgeBytes.baseAddress, let c = cellBytes.baseAddress else { return }
        let view = RidgeMapWords(
          columns: map.columns, rows: map.rows, ridgeStride: 2 * RidgeMap.words(along: map.columns),
          cellStride: 2 * RidgeMap.words(along: RidgeMap.cells(along: map.columns)),
          ridges: r.assumingMemoryBound(to: UInt32.self),
          cells: c.assumingMemoryBound(to: UInt32.self))
        bend(view, lattice, tiles.isNeeded.base, kernels)
      }
    }
  }

  private func bend(
    _ map: RidgeMapWords, _ lattice: BendLattice, _ isNeeded: UnsafePointer<Bool>,
    _ kernels: any ComparisonKernels
  ) {
    let half = 2 * stride
    ridges.base.withMemoryRebound(to: UInt16.self, capacity: 2 * ridges.count) { r in
      foreground.base.withMemoryRebound(to: UInt16.self, capacity: 2 * foreground.count) { f in
        for row in 0..<lattice.rows - 1 {
          for column in 0..<lattice.columns - 1 where isNeeded[row * lattice.columns + column] {
            lattice.corners(column, row, corners.base)
            let at = row * BendLattice.step * half + column
            kernels.bendBlock(
              map, corners: corners.base, ridges: r + at, foreground: f + at, stride: half)
          }
        }
      }
    }
  }

  /// Thirty-two samples from a column and row of the first map's frame, which may be negative.
  @inline(__always)
  static func window(_ plane: UnsafePointer<UInt32>, _ stride: Int, _ x: Int, _ y: Int) -> UInt32 {
    let column = x + margin
    let word = (y + margin) * stride + column >> 5
    let both = UInt64(plane[word]) | UInt64(plane[word + 1]) << 32
    return UInt32(truncatingIfNeeded: both >> UInt64(column & 31))
  }
}
