// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Makes a mask of single decisions into regions: majority, no flat cells, opening, no islands, no
/// holes.
struct MaskCleaning {
  private let rules: ForegroundMask

  init(_ rules: ForegroundMask) { self.rules = rules }

  func run(_ w: ExtractionWorkspace, _ kernels: Kernels) {
    takeMajority(w, kernels)
    takeMajority(w, kernels)
    cutFlat(w)
    open(w)
    dropIslands(w)
    fillHoles(w)
  }

  private func takeMajority(_ w: ExtractionWorkspace, _ kernels: Kernels) {
    let share = w.scratch[0]
    for y in 0..<w.rows {
      let (mask, out) = (w.mask.row(y), share.row(y))
      for x in 0..<w.columns { out[x] = Float(mask[x]) }
    }
    share.smooth(sigma: 1, scratch: w.gaussian, kernels)
    for y in 0..<w.rows {
      let (mask, part) = (w.mask.row(y), share.row(y))
      for x in 0..<w.columns { mask[x] = part[x] > 0.5 ? 1 : 0 }
    }
  }

  private func cutFlat(_ w: ExtractionWorkspace) {
    for y in 0..<w.rows {
      let (mask, deviation) = (w.mask.row(y), w.deviation.row(y))
      for x in 0..<w.columns where deviation[x] <= rules.flat { mask[x] = 0 }
    }
  }

  /// Opening by 3x3 cells; cells outside the image do not count against a cell at its edge.
  private func open(_ w: ExtractionWorkspace) {
    for y in 0..<w.rows {
      let above = w.mask.row(max(0, y - 1))
      let here = w.mask.row(y)
      let below = w.mask.row(min(w.rows - 1, y + 1))
      let out = w.marks.row(y)
      for x in 0..<w.columns {
        let left = max(0, x - 1)
        let right = min(w.columns - 1, x + 1)
        let columns = above[left] & here[left] & below[left] & above[right] & here[right]
        out[x] = columns & below[right] & above[x] & here[x] & below[x]
      }
    }
    for y in 0..<w.rows {
      let (above, here, below) = (w.marks.row(y - 1), w.marks.row(y), w.marks.row(y + 1))
      let out = w.mask.row(y)
      for x in 0..<w.columns {
        let sides = above[x - 1] | here[x - 1] | below[x - 1] | above[x + 1] | here[x + 1]
        out[x] = sides | below[x + 1] | above[x] | here[x] | below[x]
      }
    }
  }

  private func dropIslands(_ w: ExtractionWorkspace) {
    var islands: [(seed: Int, size: Int)] = []
    forEachRegion(of: 1, w) { seed, size, _ in islands.append((seed, size)) }
    let largest = islands.map(\.size).max() ?? 0
    let least = max(rules.leastIsland, Int((rules.islandShare * Float(largest)).rounded(.up)))
    for island in islands where island.size < least {
      fill(w, from: island.seed, of: 1) { w.mask[$0, $1] = 0 }
    }
  }

  private func fillHoles(_ w: ExtractionWorkspace) {
    var holes: [Int] = []
    forEachRegion(of: 0, w) { seed, size, touchesEdge in
      if !touchesEdge, size < rules.largestHole { holes.append(seed) }
    }
    for hole in holes { fill(w, from: hole, of: 0) { w.mask[$0, $1] = 1 } }
  }

  /// Calls `body` with seed, size and whether it touches the edge for each 4-connected region.
  private func forEachRegion(
    of value: UInt8, _ w: ExtractionWorkspace, _ body: (Int, Int, Bool) -> Void
  ) {
    for y in 0..<w.rows { w.marks.row(y).update(repeating: 0, count: w.columns) }
    for y in 0..<w.rows {
      for x in 0..<w.columns where w.mask[x, y] == value && w.marks[x, y] == 0 {
        var touchesEdge = false
        let seed = y * w.columns + x
        let size = fill(w, from: seed, of: value) { x, y in
          w.marks[x, y] = 1
          if x == 0 || y == 0 || x == w.columns - 1 || y == w.rows - 1 { touchesEdge = true }
        }
        body(seed, size, touchesEdge)
      }
    }
    for y in 0..<w.rows { w.marks.row(y).update(repeating: 0, count: w.columns) }
  }

  /// Visits every cell of the region once; `visit` must change the mask or the marks of the cell.
  @discardableResult
  private func fill(
    _ w: ExtractionWorkspace, from seed: Int, of value: UInt8, _ visit: (Int, Int) -> Void
  ) -> Int {
    let (columns, rows) = (w.columns, w.rows)
    w.cells.removeAll(keepingCapacity: true)
    func push(_ x: Int, _ y: Int) {
      guard x >= 0, y >= 0, x < columns, y < rows else { return }
      guard w.mask[x, y] == value, w.marks[x, y] == 0 else { return }
      visit(x, y)
      w.cells.append(Int32(truncatingIfNeeded: y * columns + x))
    }
    push(seed % columns, seed / columns)
    var next = 0
    while next < w.cells.count {
      let cell = Int(w.cells[next])
      next += 1
      let (x, y) = (cell % columns, cell / columns)
      push(x + 1, y)
      push(x - 1, y)
      push(x, y + 1)
      push(x, y - 1)
    }
    return next
  }
}
