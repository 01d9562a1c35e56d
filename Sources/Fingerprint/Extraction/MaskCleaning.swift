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
    w.regions.find(in: w.mask)
    let largest = w.regions.largest(of: 1)
    let least = max(rules.leastIsland, Int((rules.islandShare * Float(largest)).rounded(.up)))
    w.regions.turn(1, in: w.mask) { size, _ in size < least }
  }

  private func fillHoles(_ w: ExtractionWorkspace) {
    w.regions.find(in: w.mask)
    w.regions.turn(0, in: w.mask) { size, touchesEdge in
      !touchesEdge && size < rules.largestHole
    }
  }
}
