// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Tiles of the first template's ridge map, and how each correlates with the second one's over
/// small displacements.
final class TileField {
  /// Samples a side of a tile: about five ridges.
  static let side = 24
  /// Samples from one tile to the next.
  static let step = BendLattice.step
  /// Samples that a tile is displaced at most.
  static let reach = 3
  /// 7x7 displacements, rows padded to 8.
  static let volume = 56

  private(set) var columns = 0
  private(set) var rows = 0
  private(set) var count = 0
  /// Grid place of each tile.
  private(set) var places = Scratch<Int32>(0)
  /// Tile at each grid place, with a border around the grid; -1 = none.
  private var grid = Scratch<Int32>(0)
  /// Foreground of the first map is enough here.
  private(set) var isUsable = Scratch<Bool>(0)
  private(set) var isNeeded = Scratch<Bool>(0)
  private(set) var neighbours = Scratch<Int32>(0)
  private(set) var raw = Scratch<Float>(0)
  private(set) var current = Scratch<Float>(0)
  private var spread = Scratch<Float>(0)
  private var voteX = Scratch<Float>(0)
  private var voteY = Scratch<Float>(0)
  private var shiftX = Scratch<Float>(0)
  private var shiftY = Scratch<Float>(0)
  private var weight = Scratch<Float>(0)
  private let ridgesA = Scratch<UInt32>(32)
  private let foregroundA = Scratch<UInt32>(32)
  private let ridgesB = Scratch<UInt32>(32)
  private let foregroundB = Scratch<UInt32>(32)

  /// Finds the tiles that the first map fills.
  func layOut(_ frame: RidgeMap, _ lattice: BendLattice) {
    columns = Self.tiles(along: frame.columns)
    rows = Self.tiles(along: frame.rows)
    reserve(columns * rows, (columns + 2) * (rows + 2), lattice.columns * lattice.rows)
    isNeeded.base.update(repeating: false, count: lattice.columns * lattice.rows)
    for row in 0..<rows {
      for column in 0..<columns {
        let usable = load(frame, column, row)
        isUsable.base[row * columns + column] = usable
        guard usable else { continue }
        // Its window reaches 15 samples to each side of its point.
        for r in row...row + 1 {
          for c in column...column + 1 { isNeeded.base[r * lattice.columns + c] = true }
        }
      }
    }
  }

  private static func tiles(along samples: Int) -> Int {
    samples < side ? 0 : (samples - side) / step + 1
  }

  private func reserve(_ tiles: Int, _ places: Int, _ points: Int) {
    if isNeeded.count < points { isNeeded = Scratch(points) }
    if grid.count < places { grid = Scratch(places) }
    guard isUsable.count < tiles else { return }
    self.places = Scratch(tiles)
    isUsable = Scratch(tiles)
    neighbours = Scratch(9 * tiles)
    raw = Scratch(Self.volume * tiles)
    current = Scratch(Self.volume * tiles)
    spread = Scratch(Self.volume * tiles)
    voteX = Scratch(tiles)
    voteY = Scratch(tiles)
    shiftX = Scratch(tiles)
    shiftY = Scratch(tiles)
    weight = Scratch(tiles)
  }

  /// Reads a tile of the first map; false when less than three quarters of it are foreground.
  private func load(_ a: RidgeMap, _ column: Int, _ row: Int) -> Bool {
    let (x, y) = (column * Self.step, row * Self.step)
    let words = RidgeMap.words(along: a.columns)
    let cells = RidgeMap.words(along: RidgeMap.cells(along: a.columns))
    var total = 0
    for k in 0..<Self.side {
      let word = (y + k) * words + x >> 6
      var bits = a.ridges[word] >> UInt64(x & 63)
      if x & 63 > 64 - Self.side { bits |= a.ridges[word + 1] << UInt64(64 - x & 63) }
      ridgesA.base[k] = UInt32(truncatingIfNeeded: bits) & 0xff_ffff
      if k & 3 == 0 {
        let cell = ((y + k) >> 2) * cells + x >> 8
        var six = a.foreground[cell] >> UInt64(x >> 2 & 63)
        if x >> 2 & 63 > 58 { six |= a.foreground[cell + 1] << UInt64(64 - x >> 2 & 63) }
        let wide = Self.quadrupled(UInt32(truncatingIfNeeded: six) & 63)
        for line in k..<k + 4 { foregroundA.base[line] = wide }
        total += 4 * wide.nonzeroBitCount
      }
    }
    return 4 * total >= 3 * Self.side * Self.side
  }

  /// Six bits, each four times.
  private static func quadrupled(_ bits: UInt32) -> UInt32 {
    var spread: UInt32 = 0
    for bit in UInt32(0)..<6 { spread |= (bits >> bit & 1) << (4 * bit) }
    return spread * 15
  }

  /// Correlates every tile that both maps show.
  func correlate(_ a: RidgeMap, _ w: RidgeWindows, _ kernels: any ComparisonKernels) {
    count = 0
    grid.base.update(repeating: -1, count: (columns + 2) * (rows + 2))
    for row in 0..<rows {
      for column in 0..<columns where isUsable.base[row * columns + column] {
        _ = load(a, column, row)
        loadSecond(w, column * Self.step - Self.reach, row * Self.step - Self.reach)
        guard 10 * common() >= 7 * Self.side * Self.side else { continue }
        kernels.correlate(
          ridgesA: ridgesA.base, foregroundA: foregroundA.base, ridgesB: ridgesB.base,
          foregroundB: foregroundB.base, out: raw.base + count * Self.volume)
        grid.base[(row + 1) * (columns + 2) + column + 1] = Int32(count)
        places.base[count] = Int32(row * columns + column)
        count += 1
      }
    }
    listNeighbours()
  }

  private func loadSecond(_ w: RidgeWindows, _ x: Int, _ y: Int) {
    for k in 0..<Self.side + 2 * Self.reach {
      ridgesB.base[k] = RidgeWindows.window(w.ridges.base, w.stride, x, y + k)
      foregroundB.base[k] = RidgeWindows.window(w.foreground.base, w.stride, x, y + k)
    }
  }

  private func common() -> Int {
    var common = 0
    for k in 0..<Self.side {
      let shifted = foregroundB.base[k + Self.reach] >> UInt32(Self.reach)
      common += (foregroundA.base[k] & shifted).nonzeroBitCount
    }
    return common
  }

  private func listNeighbours() {
    for tile in 0..<count {
      let place = Int(places.base[tile])
      let at = (place / columns + 1) * (columns + 2) + place % columns + 1
      let list = neighbours.base + 9 * tile
      list[0] = 0
      for row in -1...1 {
        for column in -1...1 where row != 0 || column != 0 {
          let other = grid.base[at + row * (columns + 2) + column]
          guard other >= 0 else { continue }
          list[0] += 1
          list[Int(list[0])] = other
        }
      }
    }
  }

  /// Lets neighbours agree on displacements: they must bend alike, with one sample of play.
  func agree(rounds: Int, _ kernels: any ComparisonKernels) {
    current.base.update(from: raw.base, count: count * Self.volume)
    for _ in 0..<rounds {
      kernels.spreadMaximum(current.base, count: count, out: spread.base)
      kernels.agree(
        raw: raw.base, spread: spread.base, neighbours: neighbours.base, count: count,
        current: current.base)
    }
  }

  /// The displacement that a tile's neighbours agree to best.
  func best(_ tile: Int) -> Int {
    let volume = current.base + tile * Self.volume
    var best = 0
    for k in 1..<Self.volume where volume[k] > volume[best] { best = k }
    return best
  }

  /// Each tile as a vote for its displacement, at its place in the grid; its weight is the square of
  /// what its agreement exceeds `floor` by.
  func votes(above floor: Float) -> DisplacementVotes {
    for tile in 0..<count {
      let k = best(tile)
      let excess = max(0, current.base[tile * Self.volume + k] - floor)
      let place = Int(places.base[tile])
      voteX.base[tile] = Float(place % columns)
      voteY.base[tile] = Float(place / columns)
      shiftX.base[tile] = Float(k % 8 - Self.reach)
      shiftY.base[tile] = Float(k / 8 - Self.reach)
      weight.base[tile] = excess * excess
    }
    return DisplacementVotes(
      count: count, x: voteX.base, y: voteY.base, shiftX: shiftX.base, shiftY: shiftY.base,
      weight: weight.base)
  }

  /// Means over the tiles at each one's best displacement.
  func summary() -> (agreement: Float, correlation: Float) {
    var (agreement, correlation): (Float, Float) = (0, 0)
    for tile in 0..<count {
      let k = tile * Self.volume + best(tile)
      agreement += current.base[k]
      correlation += raw.base[k]
    }
    return (agreement / Float(count), correlation / Float(count))
  }
}
