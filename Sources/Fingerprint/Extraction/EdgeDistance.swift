// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Distance of every cell to the edge of the mask, by a chamfer of 8 and 11.3 pixels in two sweeps
/// (Borgefors 1986).
///
/// The plane holds pixels from the centre of the nearest cell outside, so that the outside and the
/// margin of the plane are both 0.
enum EdgeDistance {
  private static let straight: Float = 8
  private static let diagonal: Float = 11.3
  /// From the centre of a cell outside to the edge.
  private static let halfCell: Float = 4

  /// Pixels from a position to the edge of the mask; negative outside.
  static func at(_ x: Float, _ y: Float, _ w: ExtractionWorkspace) -> Float {
    w.edgeDistance.atPixel(x, y) - halfCell
  }

  static func measure(_ w: ExtractionWorkspace) {
    for y in 0..<w.rows {
      let (mask, out) = (w.mask.row(y), w.edgeDistance.row(y))
      for x in 0..<w.columns { out[x] = mask[x] != 0 ? 1e4 : 0 }
    }
    for y in 0..<w.rows {
      let (above, here) = (w.edgeDistance.row(y - 1), w.edgeDistance.row(y))
      for x in 0..<w.columns where here[x] > 0 {
        let corner = min(above[x - 1], above[x + 1]) + diagonal
        here[x] = min(here[x], corner, min(here[x - 1], above[x]) + straight)
      }
    }
    for y in (0..<w.rows).reversed() {
      let (below, here) = (w.edgeDistance.row(y + 1), w.edgeDistance.row(y))
      for x in (0..<w.columns).reversed() where here[x] > 0 {
        let corner = min(below[x - 1], below[x + 1]) + diagonal
        here[x] = min(here[x], corner, min(here[x + 1], below[x]) + straight)
      }
    }
  }
}
