// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The grown pattern at 1000 ppi: ridge height per pixel, and the vortices of the phase.
struct RidgeRaster: Sendable {
  let width: Int
  let height: Int
  /// cos(phase), -1 (valley) ... 1 (ridge), falling to 0 within a minutia.
  private(set) var heights: [Float]
  /// Where the phase turns once around a point.
  private(set) var vortices: [Vortex] = []

  init(_ lattice: PhaseLattice) {
    let side = RasterCell.side
    width = (lattice.columns - 2) * side
    height = (lattice.rows - 2) * side
    heights = [Float](repeating: 0, count: width * height)
    var cell = RasterCell()
    for row in 1..<(lattice.rows - 1) {
      for column in 1..<(lattice.columns - 1) {
        cell.evaluate(lattice, column, row)
        cell.store(into: &heights, at: ((row - 1) * width + column - 1) * side, stride: width)
        vortices += cell.vortices(lattice, column, row)
      }
    }
  }

  /// Ridge height at a skin place, -1...1; -1 outside the raster. Bilinear.
  func ridge(_ x: Double, _ y: Double) -> Float {
    let u = 2 * x + Double(width) / 2
    let v = 2 * y + Double(height) / 2
    guard u >= 0, v >= 0, u < Double(width - 1), v < Double(height - 1) else { return -1 }
    let (i, j) = (Int(u), Int(v))
    let (fx, fy) = (Float(u - Double(i)), Float(v - Double(j)))
    let at = j * width + i
    let top = heights[at] + fx * (heights[at + 1] - heights[at])
    let bottom = heights[at + width] + fx * (heights[at + width + 1] - heights[at + width])
    return top + fy * (bottom - top)
  }

  /// Ridge direction around a skin place by the structure tensor of a disc of a millimetre across:
  /// radians counter-clockwise as seen, modulo pi.
  func direction(at centre: SkinPoint) -> Double {
    var (xx, yy, xy) = (0.0, 0.0, 0.0)
    for dy in -10...10 {
      for dx in -10...10 where dx * dx + dy * dy < 110 {
        let (x, y) = (centre.x + Double(dx), centre.y + Double(dy))
        let slope = slope(at: SkinPoint(x: x, y: y))
        let weight = 1 - Double(dx * dx + dy * dy) / 110
        xx += weight * slope.x * slope.x
        yy += weight * slope.y * slope.y
        xy += weight * slope.x * slope.y
      }
    }
    // Half the angle of the tensor is the normal in y-down axes; the ridge lies across it.
    return .pi / 2 - 0.5 * Elementary.atan2(2 * xy, xx - yy)
  }

  /// Rise of the ridge height over one unit to the right and down.
  func slope(at p: SkinPoint) -> SkinPoint {
    SkinPoint(
      x: Double(ridge(p.x + 0.5, p.y) - ridge(p.x - 0.5, p.y)),
      y: Double(ridge(p.x, p.y + 0.5) - ridge(p.x, p.y - 0.5)))
  }
}
