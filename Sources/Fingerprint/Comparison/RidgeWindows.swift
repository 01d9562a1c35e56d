// SPDX-License-Identifier: Apache-2.0

/// The second template's ridge map turned into the first one's frame, with a margin around it.
final class RidgeWindows {
  /// Samples around the first map, so that displaced tiles stay inside.
  static let margin = 32

  private(set) var ridges = Scratch<UInt32>(0)
  private(set) var foreground = Scratch<UInt32>(0)
  /// Words in a row; the last one is spare so that windows may be read across its edge.
  private(set) var stride = 0
  private(set) var rows = 0

  /// Turns the map by nearest sample, in fixed point with 16 fractional bits.
  func turn(_ map: RidgeMap, into frame: RidgeMap, _ t: Alignment) {
    let words = (frame.columns + 2 * Self.margin + 31) / 32
    stride = words + 1
    rows = frame.rows + 2 * Self.margin
    if ridges.count < stride * rows {
      ridges = Scratch(stride * rows)
      foreground = Scratch(stride * rows)
    }
    let one: Float = 65536
    let cosine = Int32((t.cosine * one).rounded())
    let sine = Int32((t.sine * one).rounded())
    let fromWords = RidgeMap.words(along: map.columns)
    let cellWords = RidgeMap.words(along: RidgeMap.cells(along: map.columns))
    for row in 0..<rows {
      let (x0, y0) = (Float(-Self.margin), Float(row - Self.margin))
      var x = Int32((t.cosine * x0 - t.sine * y0 + t.shiftX * 0.5) * one + 0.5 * one)
      var y = Int32((t.sine * x0 + t.cosine * y0 + t.shiftY * 0.5) * one + 0.5 * one)
      for word in 0..<stride {
        var (r, f): (UInt32, UInt32) = (0, 0)
        if word < words {
          for lane in 0..<32 {
            let (column, line) = (Int(x >> 16), Int(y >> 16))
            if column >= 0, line >= 0, column < map.columns, line < map.rows {
              let cell = column >> 2
              let inside = map.foreground[(line >> 2) * cellWords + cell >> 6] >> UInt64(cell & 63)
              let ridge = map.ridges[line * fromWords + column >> 6] >> UInt64(column & 63)
              f |= UInt32(inside & 1) << UInt32(lane)
              r |= UInt32(ridge & 1) << UInt32(lane)
            }
            x &+= cosine
            y &+= sine
          }
        }
        ridges.base[row * stride + word] = r
        foreground.base[row * stride + word] = f
      }
    }
  }

  /// Thirty-two samples from a column and row of the first map's frame, which may be negative.
  static func window(_ plane: UnsafePointer<UInt32>, _ stride: Int, _ x: Int, _ y: Int) -> UInt32 {
    let (column, row) = (x + margin, y + margin)
    let word = row * stride + column >> 5
    let both = UInt64(plane[word]) | UInt64(plane[word + 1]) << 32
    return UInt32(truncatingIfNeeded: both >> UInt64(column & 31))
  }
}
