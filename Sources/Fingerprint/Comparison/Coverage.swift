// SPDX-License-Identifier: Apache-2.0

/// Where in the frame of a template its minutiae could have been found: bits of 8x8 pixels.
///
/// An unmatched minutia speaks against a comparison only where the other template looked.
struct Coverage: Sendable {
  private static let shift = 3
  private let originX, originY: Int
  private let columns, rows, words: Int
  private let bits: [UInt64]

  /// The convex hull of the minutiae grown by `margin` pixels: all that a record without maps tells.
  init(hullOf minutiae: MinutiaColumns, margin: Float) {
    let hull = minutiae.withPointers { m in ConvexHull((0..<m.count).map(m.place)) }
    let box = hull.bounds(grownBy: margin)
    self.init(left: box.left, top: box.top, right: box.right, bottom: box.bottom) {
      hull.contains(x: $0, y: $1, margin: margin)
    }
  }

  /// The foreground of an orientation field.
  init(foregroundOf field: FlowField) {
    self.init(left: 0, top: 0, right: field.columns * 16 - 1, bottom: field.rows * 16 - 1) {
      field.isForeground(x: $0, y: $1)
    }
  }

  private init(
    left: Int, top: Int, right: Int, bottom: Int, _ isInside: (Float, Float) -> Bool
  ) {
    originX = left >> Self.shift
    originY = top >> Self.shift
    columns = (right >> Self.shift) - originX + 1
    rows = (bottom >> Self.shift) - originY + 1
    words = (columns + 63) / 64
    var bits = [UInt64](repeating: 0, count: words * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        let x = Float((originX + column) << Self.shift + 4)
        let y = Float((originY + row) << Self.shift + 4)
        if isInside(x, y) { bits[row * words + column / 64] |= 1 << UInt64(column % 64) }
      }
    }
    self.bits = bits
  }

  /// Whether the place, in pixels, is covered.
  func contains(x: Float, y: Float) -> Bool {
    let column = Int(x.rounded(.down)) >> Self.shift - originX
    let row = Int(y.rounded(.down)) >> Self.shift - originY
    guard column >= 0, row >= 0, column < columns, row < rows else { return false }
    return bits[row * words + column / 64] >> UInt64(column % 64) & 1 == 1
  }
}
