// SPDX-License-Identifier: Apache-2.0

/// Correlations of ridge tiles over small displacements, and what neighbouring tiles agree on.
final class TileField {
  static let side = 24
  static let stride = 16
  static let reach = 3
  static let span = 2 * reach + 1
  /// 7x7 displacements, rows padded to 8.
  static let volume = span * 8
  private static let none: Float = -9

  private(set) var columns = 0
  private(set) var rows = 0
  private(set) var count = 0
  /// Tile at each grid place with a border, -1 = none.
  var grid: [Int32] = []
  var raw: [Float] = []
  var current: [Float] = []
  var spread: [Float] = []
  var ux: [Int] = [], uy: [Int] = []

  private let ridgesA = Scratch<UInt32>(32)
  private let foregroundA = Scratch<UInt32>(32)
  private let ridgesB = Scratch<UInt32>(32)
  private let foregroundB = Scratch<UInt32>(32)

  func reset(_ frame: RidgeMap) {
    columns = max(0, (frame.columns - Self.side) / Self.stride + 1)
    rows = max(0, (frame.rows - Self.side) / Self.stride + 1)
    count = 0
    grid = [Int32](repeating: -1, count: (columns + 2) * (rows + 2))
    raw.removeAll(keepingCapacity: true)
    ux.removeAll(); uy.removeAll()
  }

  /// Reads a tile of the first map; false when too little of it is foreground.
  func loadFirst(_ a: RidgeMap, _ x: Int, _ y: Int) -> Bool {
    let words = RidgeMap.words(along: a.columns)
    let cells = RidgeMap.words(along: RidgeMap.cells(along: a.columns))
    var total = 0
    for row in 0..<Self.side {
      let word = x >> 6
      var r = a.ridges[(y + row) * words + word] >> UInt64(x & 63)
      if x & 63 > 64 - Self.side {
        r |= a.ridges[(y + row) * words + word + 1] << UInt64(64 - x & 63)
      }
      var f: UInt32 = 0
      for k in 0..<6 {
        let cell = (x >> 2) + k
        let bit = a.foreground[((y + row) >> 2) * cells + cell >> 6] >> UInt64(cell & 63) & 1
        f |= UInt32(bit) * 15 << UInt32(4 * k)
      }
      ridgesA.base[row] = UInt32(truncatingIfNeeded: r) & 0xff_ffff
      foregroundA.base[row] = f
      total += f.nonzeroBitCount
    }
    return total >= Self.side * Self.side * 3 / 4
  }

  func correlate(
    _ w: RidgeWindows, _ x: Int, _ y: Int, _ dx: Int, _ dy: Int, _ row: Int, _ column: Int
  ) {
    for k in 0..<Self.side + 2 * Self.reach {
      let (wx, wy) = (x + dx - Self.reach, y + dy - Self.reach + k)
      guard wx + RidgeWindows.margin >= 0, wy + RidgeWindows.margin >= 0,
        (wx + RidgeWindows.margin) >> 5 < w.stride - 1, wy + RidgeWindows.margin < w.rows
      else { return }
      ridgesB.base[k] = RidgeWindows.window(w.ridges.base, w.stride, wx, wy)
      foregroundB.base[k] = RidgeWindows.window(w.foreground.base, w.stride, wx, wy)
    }
    var common = 0
    for k in 0..<Self.side {
      common +=
        (foregroundA.base[k] & foregroundB.base[k + Self.reach] >> UInt32(Self.reach))
        .nonzeroBitCount
    }
    guard common >= Self.side * Self.side * 7 / 10 else { return }
    grid[(row + 1) * (columns + 2) + column + 1] = Int32(count)
    count += 1
    ux.append(dx); uy.append(dy)
    let scale = 2 / Float(common)
    for v in 0..<Self.span {
      for u in 0..<8 {
        guard u < Self.span else { raw.append(Self.none); continue }
        var differing = 0
        for k in 0..<Self.side {
          let r = ridgesB.base[k + v] >> UInt32(u), f = foregroundB.base[k + v] >> UInt32(u)
          differing += ((r ^ ridgesA.base[k]) & f & foregroundA.base[k]).nonzeroBitCount
        }
        raw.append(max(-1, 1 - scale * Float(differing)))
      }
    }
  }

  func agree(rounds: Int) {
    current = raw
    spread = raw
    for _ in 0..<rounds { agreeOnce() }
  }

  private func agreeOnce() {
    for tile in 0..<count { spreadMaximum(tile) }
    for row in 1...rows {
      for column in 1...columns {
        let tile = Int(grid[row * (columns + 2) + column])
        guard tile >= 0 else { continue }
        var neighbours: [Int] = []
        for r in row - 1...row + 1 {
          for c in column - 1...column + 1 where r != row || c != column {
            let n = Int(grid[r * (columns + 2) + c])
            if n >= 0 { neighbours.append(n) }
          }
        }
        for k in 0..<Self.volume {
          let own = raw[tile * Self.volume + k]
          if neighbours.isEmpty {
            current[tile * Self.volume + k] = 0.5 * (own + current[tile * Self.volume + k])
          } else {
            var sum: Float = 0
            for n in neighbours { sum += spread[n * Self.volume + k] }
            current[tile * Self.volume + k] = 0.5 * own + 0.5 / Float(neighbours.count) * sum
          }
        }
      }
    }
  }

  private func spreadMaximum(_ tile: Int) {
    let base = tile * Self.volume
    for v in 0..<Self.span {
      for u in 0..<8 {
        var best = Self.none
        if u < Self.span {
          for y in max(0, v - 1)...min(Self.span - 1, v + 1) {
            for x in max(0, u - 1)...min(Self.span - 1, u + 1) {
              best = max(best, current[base + 8 * y + x])
            }
          }
        }
        spread[base + 8 * v + u] = best
      }
    }
  }

  /// Means over the tiles at each one's best displacement.
  func summary() -> (agreement: Float, correlation: Float) {
    var (agreement, correlation): (Float, Float) = (0, 0)
    for tile in 0..<count {
      let base = tile * Self.volume
      var best = 0
      for k in 1..<Self.volume where current[base + k] > current[base + best] { best = k }
      agreement += current[base + best]
      correlation += raw[base + best]
    }
    return (agreement / Float(count), correlation / Float(count))
  }
}
