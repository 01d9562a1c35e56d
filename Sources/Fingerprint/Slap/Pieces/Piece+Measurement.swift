// SPDX-License-Identifier: Apache-2.0

internal import Imaging

extension Piece {
  /// A fingertip is at most this much longer than wide; what is more is a joint without a crease.
  private static let longest: Float = 1.9
  /// Cells at an edge of the image that cut a piece: two millimetres.
  private static let cutCells = 8

  /// Measures cells by their profiles in the frame of the hand.
  init(_ cells: [Int32], _ breadth: PieceProfile, _ length: PieceProfile, _ w: SlapWorkspace) {
    let left = breadth.place(ofShare: 0.01)
    let right = breadth.place(ofShare: 0.99)
    let top = length.place(ofShare: 0.005)
    let bottom = length.place(ofShare: 0.995)
    let tip = min(bottom, top + Self.longest * (right - left))
    let along = w.along.row(0)
    let moments = Moments(cells.lazy.filter { along[Int($0)] <= tip }, w)
    self.cells = cells
    self.left = left
    self.right = right
    self.top = top
    self.bottom = tip
    strength = breadth.sum / Float(cells.count)
    fill = Float(cells.count) / max((right - left) * (bottom - top), 1)
    lean = moments.lean
    elongation = moments.elongation
    cut = Self.cut(cells, w)
  }

  private static func cut(_ cells: [Int32], _ w: SlapWorkspace) -> Edges {
    var counts = (top: 0, bottom: 0, left: 0, right: 0)
    let marks = w.edges.row(0)
    for cell in cells where marks[Int(cell)] != 0 {
      let mark = Edges(rawValue: marks[Int(cell)])
      if mark.contains(.top) { counts.top += 1 }
      if mark.contains(.bottom) { counts.bottom += 1 }
      if mark.contains(.left) { counts.left += 1 }
      if mark.contains(.right) { counts.right += 1 }
    }
    var edges: Edges = []
    if counts.top > cutCells { edges.insert(.top) }
    if counts.bottom > cutCells { edges.insert(.bottom) }
    if counts.left > cutCells { edges.insert(.left) }
    if counts.right > cutCells { edges.insert(.right) }
    return edges
  }
}

/// Second moments of cells in the frame of the hand.
private struct Moments {
  /// Degrees that the long axis leans to the right of the hand's.
  let lean: Float
  /// 1 - short axis over long axis.
  let elongation: Float

  init(_ cells: some Sequence<Int32>, _ w: SlapWorkspace) {
    var (count, su, sv, suu, svv, suv) = (
      Float(0), Float(0), Float(0), Float(0), Float(0), Float(0)
    )
    let (across, along) = (w.across.row(0), w.along.row(0))
    for cell in cells {
      let (u, v) = (across[Int(cell)], along[Int(cell)])
      count += 1
      su += u
      sv += v
      suu += u * u
      svv += v * v
      suv += u * v
    }
    let n = max(count, 1)
    let uu = suu / n - su / n * (su / n)
    let vv = svv / n - sv / n * (sv / n)
    let uv = suv / n - su / n * (sv / n)
    let difference = ((uu - vv) * (uu - vv) + 4 * uv * uv).squareRoot()
    let sum = max(uu + vv, 1e-6)
    elongation = 1 - (max(0, sum - difference) / (sum + difference)).squareRoot()
    lean = Float(Elementary.atan2(Double(-2 * uv), Double(vv - uu)) / 2 * 180 / .pi)
  }
}
