// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The 4-connected regions of equal cells of a mask, with size and whether they touch the edge.
///
/// Rows are cut into runs of equal cells, of which there are few, and runs that touch are joined by
/// union and find (Rosenfeld and Pfaltz 1966). Buffers are kept.
final class MaskRegions {
  /// Equal cells side by side in a row.
  private struct Run {
    var row: Int32
    var start: Int32
    var end: Int32
    var value: UInt8
    var touchesEdge: Bool
    /// Another run of the region, or itself when it stands for the region.
    var parent: Int32
    /// Cells of the region, where the run stands for it.
    var size: Int32
  }

  private var runs: [Run] = []

  /// Finds the regions of both values.
  func find(in mask: Plane<UInt8>) {
    runs.removeAll(keepingCapacity: true)
    var above = 0..<0
    for y in 0..<mask.height {
      let first = runs.count
      appendRuns(of: mask.row(y), y, mask)
      runs.withUnsafeMutableBufferPointer { Self.join(above, first..<$0.count, $0) }
      above = first..<runs.count
    }
  }

  /// Size of the largest region of `value` in cells; 0 when there is none.
  func largest(of value: UInt8) -> Int {
    runs.reduce(0) { $1.value == value ? max($0, Int($1.size)) : $0 }
  }

  /// Turns the cells of every region of `value` for which `test` (size, touches the edge) holds.
  func turn(_ value: UInt8, in mask: Plane<UInt8>, where test: (Int, Bool) -> Bool) {
    runs.withUnsafeMutableBufferPointer { runs in
      for run in runs where run.value == value {
        let region = runs[Self.root(Int(run.parent), runs)]
        guard test(Int(region.size), region.touchesEdge) else { continue }
        let cells = mask.row(Int(run.row)) + Int(run.start)
        cells.update(repeating: 1 - value, count: Int(run.end - run.start))
      }
    }
  }

  private func appendRuns(of row: UnsafePointer<UInt8>, _ y: Int, _ mask: Plane<UInt8>) {
    let (width, height) = (mask.width, mask.height)
    var start = 0
    while start < width {
      var end = start + 1
      while end < width, row[end] == row[start] { end += 1 }
      let atSide = start == 0 || end == width
      runs.append(
        Run(
          row: Int32(y), start: Int32(start), end: Int32(end), value: row[start],
          touchesEdge: atSide || y == 0 || y == height - 1, parent: Int32(runs.count),
          size: Int32(end - start)))
      start = end
    }
  }

  /// Joins the runs of a row with those of equal value above that they overlap.
  private static func join(
    _ above: Range<Int>, _ here: Range<Int>, _ runs: UnsafeMutableBufferPointer<Run>
  ) {
    var upper = above.lowerBound
    for run in here {
      while upper < above.upperBound, runs[upper].end <= runs[run].start { upper += 1 }
      var other = upper
      while other < above.upperBound, runs[other].start < runs[run].end {
        if runs[other].value == runs[run].value { unite(other, run, runs) }
        other += 1
      }
    }
  }

  private static func unite(_ a: Int, _ b: Int, _ runs: UnsafeMutableBufferPointer<Run>) {
    let (a, b) = (root(a, runs), root(b, runs))
    guard a != b else { return }
    let (low, high) = (min(a, b), max(a, b))
    runs[high].parent = Int32(low)
    runs[low].size += runs[high].size
    runs[high].size = 0
    runs[low].touchesEdge = runs[low].touchesEdge || runs[high].touchesEdge
  }

  private static func root(_ run: Int, _ runs: UnsafeMutableBufferPointer<Run>) -> Int {
    var run = run
    while Int(runs[run].parent) != run { run = Int(runs[run].parent) }
    return run
  }
}
