// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Ridge share and number of cells of a piece along one axis, in steps of a cell.
struct PieceProfile {
  /// Place of the first step.
  let origin: Float
  /// Steps.
  let count: Int
  /// Cells of each step.
  private var cells: [Int32]
  /// Ridge share of each step, smoothed 1-2-3-2-1.
  private var smooth: [Float]
  private let total: Int
  /// Sum of the ridge share.
  let sum: Float

  /// Takes cells and the plane that has their places along the axis.
  init(_ piece: [Int32], _ plane: Plane<Float>, _ w: SlapWorkspace) {
    let places = plane.row(0)
    let ridges = w.ridges.row(0)
    var low = Float.infinity
    var high = -Float.infinity
    for cell in piece {
      let place = places[Int(cell)]
      low = min(low, place)
      high = max(high, place)
    }
    origin = low
    count = Int(high - low) + 1
    total = piece.count
    cells = [Int32](repeating: 0, count: count)
    var shares = [Float](repeating: 0, count: count + 4)
    for cell in piece {
      let at = Int(cell)
      let step = Int(places[at] - low)
      cells[step] &+= 1
      shares[step + 2] += ridges[at]
    }
    sum = shares.reduce(0, +)
    smooth = [Float](repeating: 0, count: count)
    for k in 0..<count {
      let before: Float = (k > 0 ? 2 : 0) + (k > 1 ? 1 : 0)
      let after: Float = (k < count - 1 ? 2 : 0) + (k < count - 2 ? 1 : 0)
      let value =
        shares[k] + 2 * shares[k + 1] + 3 * shares[k + 2] + 2 * shares[k + 3] + shares[k + 4]
      smooth[k] = value / (before + 3 + after)
    }
  }

  /// The place where the profile falls deepest below both shoulders, as a share of what `limit`
  /// allows there; nil when it allows no place.
  func deepestGap(leastSide: Int, limit: (Int) -> Float) -> (at: Int, ratio: Float)? {
    guard count > 2 * leastSide else { return nil }
    var after = smooth
    for k in stride(from: count - 2, through: 0, by: -1) { after[k] = max(after[k], after[k + 1]) }
    var before: Float = 0
    var best: (at: Int, ratio: Float)?
    for k in 0..<(count - leastSide) {
      defer { before = max(before, smooth[k]) }
      guard k >= leastSide else { continue }
      let ratio = smooth[k] / max(min(before, after[k + 1]), 1e-6) / limit(k)
      if ratio < best?.ratio ?? 1 { best = (k, ratio) }
    }
    return best
  }

  /// The place below which a share of the cells lies.
  func place(ofShare share: Float) -> Float {
    var left = share * Float(total)
    for k in 0..<count {
      let here = Float(cells[k])
      if here > 0, left <= here { return origin + Float(k) + left / here }
      left -= here
    }
    return origin + Float(count)
  }
}
