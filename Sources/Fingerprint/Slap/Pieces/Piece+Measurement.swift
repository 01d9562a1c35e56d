// SPDX-License-Identifier: Apache-2.0

internal import Imaging

extension Piece {
  /// A fingertip is at most this much longer than wide; what is more is a joint without a crease.
  private static let longest: Float = 1.9
  /// Cells at an edge of the image that cut a piece: two millimetres.
  private static let cutCells = 8
  /// Grey of bare paper or glass, at most, over that of the print.
  private static let bareShare: Float = 0.5

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

  /// Edges that the print runs into: it comes near and there is no bare paper between.
  private static func cut(_ cells: [Int32], _ w: SlapWorkspace) -> Edges {
    let (marks, grey) = (w.edges.row(0), w.grey.row(0))
    guard cells.contains(where: { marks[Int($0)] != 0 }) else { return [] }
    let bare = cells.reduce(Float(0)) { $0 + grey[Int($1)] } / Float(cells.count) * bareShare
    var result: Edges = []
    for edge in [Edges.top, .bottom, .left, .right] {
      let near = cells.filter { Edges(rawValue: marks[Int($0)]).contains(edge) }
      guard near.count > cutCells else { continue }
      let outermost = near.reduce(Float(0)) { $0 + grey[w.outermost(edge, Int($1))] }
      if outermost / Float(near.count) > bare { result.insert(edge) }
    }
    return result
  }
}

extension SlapWorkspace {
  /// The cell at the very edge beside a cell that is near it.
  fileprivate func outermost(_ edge: Piece.Edges, _ cell: Int) -> Int {
    let (x, y) = (cell % stride, cell / stride)
    switch edge {
    case .top: return x
    case .bottom: return (rows - 1) * stride + x
    case .left: return y * stride
    default: return y * stride + columns - 1
    }
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
