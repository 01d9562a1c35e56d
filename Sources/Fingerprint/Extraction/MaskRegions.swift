// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The 4-connected regions of equal cells of a mask, with size and whether they touch the edge.
///
/// Two sweeps with union and find (Rosenfeld and Pfaltz 1966); buffers are kept.
final class MaskRegions {
  // Touched once per cell: without the dynamic check for overlapping accesses, of which there are
  // none, as no method hands them out.
  @exclusivity(unchecked) private var labels: [Int32] = []
  @exclusivity(unchecked) private var parents: [Int32] = []
  @exclusivity(unchecked) private var sizes: [Int32] = []
  @exclusivity(unchecked) private var edges: [Bool] = []

  /// Labels the regions of both values.
  func label(_ mask: Plane<UInt8>) {
    let (columns, rows) = (mask.width, mask.height)
    if labels.count < columns * rows { labels = [Int32](repeating: 0, count: columns * rows) }
    parents.removeAll(keepingCapacity: true)
    for y in 0..<rows {
      let (here, above) = (mask.row(y), mask.row(max(0, y - 1)))
      for x in 0..<columns {
        let cell = y * columns + x
        let left = x > 0 && here[x - 1] == here[x] ? root(labels[cell - 1]) : -1
        let upper = y > 0 && above[x] == here[x] ? root(labels[cell - columns]) : -1
        labels[cell] = max(left, upper) < 0 ? newRegion() : joined(left, upper)
      }
    }
    measure(columns, rows)
  }

  /// Sizes of the regions that have `value`, in cells.
  func largest(of value: UInt8, in mask: Plane<UInt8>) -> Int {
    var largest: Int32 = 0
    for y in 0..<mask.height {
      let row = mask.row(y)
      for x in 0..<mask.width where row[x] == value {
        largest = max(largest, sizes[Int(labels[y * mask.width + x])])
      }
    }
    return Int(largest)
  }

  /// Turns the cells of every region of `value` for which `test` (size, touches the edge) holds.
  func turn(_ value: UInt8, in mask: Plane<UInt8>, where test: (Int, Bool) -> Bool) {
    for y in 0..<mask.height {
      let row = mask.row(y)
      for x in 0..<mask.width where row[x] == value {
        let label = Int(labels[y * mask.width + x])
        if test(Int(sizes[label]), edges[label]) { row[x] = 1 - value }
      }
    }
  }

  /// Replaces every label by its root and counts.
  private func measure(_ columns: Int, _ rows: Int) {
    sizes.removeAll(keepingCapacity: true)
    edges.removeAll(keepingCapacity: true)
    sizes.append(contentsOf: repeatElement(0, count: parents.count))
    edges.append(contentsOf: repeatElement(false, count: parents.count))
    for y in 0..<rows {
      for x in 0..<columns {
        let label = root(labels[y * columns + x])
        labels[y * columns + x] = label
        sizes[Int(label)] += 1
        if x == 0 || y == 0 || x == columns - 1 || y == rows - 1 { edges[Int(label)] = true }
      }
    }
  }

  private func newRegion() -> Int32 {
    let label = Int32(truncatingIfNeeded: parents.count)
    parents.append(label)
    return label
  }

  /// One of two labels of a region, of which at most one is -1; the smaller becomes the root.
  private func joined(_ a: Int32, _ b: Int32) -> Int32 {
    if a < 0 || b < 0 { return max(a, b) }
    let (low, high) = (min(a, b), max(a, b))
    parents[Int(high)] = low
    return low
  }

  private func root(_ label: Int32) -> Int32 {
    var label = label
    while parents[Int(label)] != label { label = parents[Int(label)] }
    return label
  }
}
