// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Axes along which the fingers lie: `across` to the right, `along` down to the palm, in cells.
struct HandFrame {
  /// Degrees by which the fingers lean to the right of upright, as seen.
  let degrees: Double
  let cosine: Float
  let sine: Float

  /// Takes the lean and works out the place of every cell.
  init(degrees: Double, _ w: SlapWorkspace) {
    self.init(degrees: degrees)
    for y in 0..<w.rows {
      let (across, along) = (w.across.row(y), w.along.row(y))
      let (u, v) = ((Float(y) + 0.5) * sine, (Float(y) + 0.5) * cosine)
      for x in 0..<w.columns {
        let middle = Float(x) + 0.5
        across[x] = middle * cosine + u
        along[x] = v - middle * sine
      }
    }
  }

  init(degrees: Double) {
    let turn = Self.turn(degrees: degrees)
    self.degrees = degrees
    cosine = Float(turn.cos)
    sine = Float(turn.sin)
  }

  /// Where a place of the frame lies on the grid, in cells.
  func grid(across u: Float, along v: Float) -> SIMD2<Float> {
    SIMD2(u * cosine - v * sine, u * sine + v * cosine)
  }

  /// Sine and cosine of the turn by so many degrees clockwise as seen.
  static func turn(degrees: Double) -> (sin: Double, cos: Double) {
    Elementary.sincos(degrees * .pi / 180)
  }
}
