// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Where a lattice of points of the first template's ridge map lies in the second one's.
///
/// Points are 16 samples apart; between them the skin bends linearly.
final class BendLattice {
  /// Samples from one point to the next.
  static let step = 16
  /// Sample of the first map, along both axes, of the first point inside `border`.
  static let origin = TileField.side / 2
  /// Points outside the map on each side, so that displaced tiles stay inside.
  static let border = 1
  /// Farthest that a point may lie, samples; its fixed-point form has room for differences.
  private static let farthest: Float = 8000

  private(set) var columns = 0
  private(set) var rows = 0
  /// Samples in the second map.
  private(set) var x = Scratch<Float>(0)
  private(set) var y = Scratch<Float>(0)
  private var pixelX = Scratch<Float>(0)
  private var pixelY = Scratch<Float>(0)
  private var moveX = Scratch<Float>(0)
  private var moveY = Scratch<Float>(0)
  private var votes = Scratch<Float>(0)

  func layOut(_ frame: RidgeMap) {
    columns = Self.points(along: frame.columns)
    rows = Self.points(along: frame.rows)
    let count = (columns * rows + 7) & ~7
    guard x.count < count else { return }
    x = Scratch(count)
    y = Scratch(count)
    pixelX = Scratch(count)
    pixelY = Scratch(count)
    moveX = Scratch(count)
    moveY = Scratch(count)
    votes = Scratch(count)
  }

  private static func points(along samples: Int) -> Int {
    max(0, samples - TileField.side) / step + 1 + 2 * border
  }

  /// Lays the points by an alignment and the votes of matched minutiae.
  func place(_ t: Alignment, _ pair: TemplatePair) {
    for row in 0..<rows {
      for column in 0..<columns {
        let sampleX = Self.origin + (column - Self.border) * Self.step
        let sampleY = Self.origin + (row - Self.border) * Self.step
        let p = t.apply(Float(2 * sampleX), Float(2 * sampleY))
        pixelX.base[row * columns + column] = p.x
        pixelY.base[row * columns + column] = p.y
      }
    }
    let p = pair.parameters
    pair.kernels.displace(
      pair.workspace.bestPairs.votes, lanes: (columns * rows + 7) & ~7, x: pixelX.base,
      y: pixelY.base, inverse: 1 / (4 * p.tileReach * p.tileReach), stiffness: p.tileStiffness,
      outX: x.base, outY: y.base, weight: votes.base)
    for k in 0..<columns * rows {
      x.base[k] = Self.within(0.5 * (pixelX.base[k] + x.base[k]))
      y.base[k] = Self.within(0.5 * (pixelY.base[k] + y.base[k]))
    }
  }

  /// Moves the points to where the tiles agree best: each tile votes for its displacement around
  /// it, the more the better it agrees.
  func follow(_ tiles: TileField, _ t: Alignment, _ pair: TemplatePair) {
    let p = pair.parameters
    for k in 0..<columns * rows {
      pixelX.base[k] = Float(k % columns - Self.border)
      pixelY.base[k] = Float(k / columns - Self.border)
    }
    pair.kernels.displace(
      tiles.votes(above: p.followFloor), lanes: (columns * rows + 7) & ~7, x: pixelX.base,
      y: pixelY.base, inverse: p.followNarrowness, stiffness: p.followStiffness,
      outX: moveX.base, outY: moveY.base, weight: votes.base)
    for k in 0..<columns * rows {
      let (dx, dy) = (moveX.base[k], moveY.base[k])
      x.base[k] = Self.within(x.base[k] + (t.cosine * dx - t.sine * dy))
      y.base[k] = Self.within(y.base[k] + (t.sine * dx + t.cosine * dy))
    }
  }

  private static func within(_ value: Float) -> Float { max(-farthest, min(farthest, value)) }

  /// Fixed-point corners of the block right and below of a point.
  func corners(_ column: Int, _ row: Int, _ out: UnsafeMutablePointer<Int32>) {
    let k = row * columns + column
    for corner in 0..<4 {
      let point = k + (corner & 1) + (corner >> 1) * columns
      out[2 * corner] = Self.fixed(x.base[point])
      out[2 * corner + 1] = Self.fixed(y.base[point])
    }
  }

  /// Samples in 65536ths, half a sample up, so that rounding down gives the nearest one.
  private static func fixed(_ samples: Float) -> Int32 { Int32(samples * 65536) + 32768 }
}
