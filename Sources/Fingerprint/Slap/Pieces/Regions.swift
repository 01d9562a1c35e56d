// SPDX-License-Identifier: Apache-2.0

internal import Imaging

extension SlapWorkspace {
  /// The 4-connected regions of the cells for which the test holds.
  func regions(where test: (Int, Int) -> Bool) -> [[Int32]] {
    var cells: [Int32] = []
    for y in 0..<rows {
      for x in 0..<columns where test(x, y) { cells.append(Int32(y * stride + x)) }
    }
    return regions(of: cells)
  }

  /// The 4-connected regions of a set of cells.
  func regions(of cells: [Int32]) -> [[Int32]] {
    let marks = marks.row(0)
    for cell in cells { marks[Int(cell)] = 1 }
    var regions: [[Int32]] = []
    for cell in cells where marks[Int(cell)] == 1 { regions.append(grow(from: cell, marks)) }
    return regions
  }

  /// Collects the marked cells around one and unmarks them; the margin is never marked.
  private func grow(from cell: Int32, _ marks: UnsafeMutablePointer<UInt8>) -> [Int32] {
    let steps = [Int32(-1), 1, Int32(-stride), Int32(stride)]
    var region = [cell]
    marks[Int(cell)] = 0
    var next = 0
    while next < region.count {
      let at = region[next]
      next += 1
      for step in steps where marks[Int(at + step)] != 0 {
        marks[Int(at + step)] = 0
        region.append(at + step)
      }
    }
    return region
  }
}
