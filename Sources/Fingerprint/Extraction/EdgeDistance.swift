// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Distance of every cell to the edge of the mask, by a chamfer of 8 and 11.3 pixels in two sweeps
/// (Borgefors 1986); the outside has -4, half a cell beyond the edge.
enum EdgeDistance {
  private static let outside: Float = -4
  private static let straight: Float = 8
  private static let diagonal: Float = 11.3

  static func measure(_ w: ExtractionWorkspace) {
    let plane = w.edgeDistance
    for y in 0..<w.rows {
      for x in 0..<w.columns { plane[x, y] = w.mask[x, y] != 0 ? 1000 : outside }
    }
    for y in 0..<w.rows {
      for x in 0..<w.columns where plane[x, y] > 0 {
        let above = min(value(x - 1, y - 1, w), value(x + 1, y - 1, w)) + diagonal
        let sides = min(value(x - 1, y, w), value(x, y - 1, w)) + straight
        plane[x, y] = min(plane[x, y], above, sides)
      }
    }
    for y in (0..<w.rows).reversed() {
      for x in (0..<w.columns).reversed() where plane[x, y] > 0 {
        let below = min(value(x - 1, y + 1, w), value(x + 1, y + 1, w)) + diagonal
        let sides = min(value(x + 1, y, w), value(x, y + 1, w)) + straight
        plane[x, y] = min(plane[x, y], below, sides)
      }
    }
  }

  private static func value(_ x: Int, _ y: Int, _ w: ExtractionWorkspace) -> Float {
    x < 0 || y < 0 || x >= w.columns || y >= w.rows ? outside : w.edgeDistance[x, y]
  }
}
