// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Bridges punch holes: compact dark islands, across which the ridge map is taken from around them.
///
/// Without it a hole shortens a finger or cuts it in two.
public struct HoleFilling: Sendable, Hashable {
  /// Cells of a hole: punches are 3 to 9 mm wide.
  public var cells = 50...450
  /// Longest side of a hole in cells.
  public var longestSide = 26
  /// Least share of its upright box that a hole fills.
  public var leastFill = 0.6
  /// Cells around a hole whose ridges its edge disturbs.
  public var rim = 3
  /// Deviation of the Gaussian that carries the surroundings in.
  public var smoothing: Float = 3.5

  /// The values that the product ships with.
  public init() {}

  func run(_ w: SlapWorkspace, _ kernels: Kernels) {
    let holes = w.regions { w.dark[$0, $1] != 0 }.filter { isHole($0, w) }
    guard !holes.isEmpty else { return }
    let (ridges, weight) = (w.scratch[1], w.scratch[2])
    for y in 0..<w.rows {
      ridges.row(y).update(from: w.ridges.row(y), count: w.columns)
      weight.row(y).update(repeating: 1, count: w.columns)
    }
    for cell in holes.joined() { erase(Int(cell), ridges, weight, w) }
    // What stays of the weights marks the holes after the smoothing has overwritten them.
    let kept = (0..<w.rows).map { y in (0..<w.columns).map { weight[$0, y] } }
    ridges.smooth(sigma: smoothing, scratch: w.scratch[0], kernels)
    weight.smooth(sigma: smoothing, scratch: w.scratch[0], kernels)
    for y in 0..<w.rows {
      for x in 0..<w.columns where kept[y][x] == 0 {
        w.ridges[x, y] = max(w.ridges[x, y], ridges[x, y] / (weight[x, y] + 0.01))
      }
    }
  }

  private func isHole(_ region: [Int32], _ w: SlapWorkspace) -> Bool {
    guard cells.contains(region.count) else { return false }
    let xs = region.map { Int($0) % w.stride }
    let ys = region.map { Int($0) / w.stride }
    guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max()
    else { return false }
    let (width, height) = (right - left + 1, bottom - top + 1)
    return max(width, height) <= longestSide
      && Double(region.count) >= leastFill * Double(width * height)
      && left >= 2 && top >= 2 && right < w.columns - 2 && bottom < w.rows - 2
  }

  private func erase(
    _ cell: Int, _ ridges: Plane<Float>, _ weight: Plane<Float>, _ w: SlapWorkspace
  ) {
    let (x, y) = (cell % w.stride, cell / w.stride)
    for near in max(0, y - rim)...min(w.rows - 1, y + rim) {
      for beside in max(0, x - rim)...min(w.columns - 1, x + rim) {
        let (dx, dy) = (beside - x, near - y)
        guard dx * dx + dy * dy <= rim * rim + 1 else { continue }
        ridges[beside, near] = 0
        weight[beside, near] = 0
      }
    }
  }
}
