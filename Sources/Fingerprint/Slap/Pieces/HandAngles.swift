// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Which angles of the hand are worth a whole labelling.
///
/// Parallel sides of fingers make the profile across the hand sharp, but foreign prints and joints do
/// so as well: the sharpest angles are only candidates, and a coarse grid fills the gaps.
public struct HandAngles: Sendable, Hashable {
  /// Degrees between neighbouring angles.
  public var step = 3
  /// Steps to each side of upright: 17 is 51 degrees.
  public var steps = 17
  /// Sharpest angles that are taken.
  public var peaks = 4
  /// Steps between the angles of the coarse grid.
  public var gridSteps = 5
  /// Share of sharpness lost for each step from upright: hands mostly lie nearly upright.
  public var slant: Float = 0.004

  /// The values that the product ships with.
  public init() {}

  /// The sharpest angles and the grid between them, in degrees.
  func candidates(_ w: SlapWorkspace) -> (sharpest: [Int], grid: [Int]) {
    let all = Array(-steps...steps)
    let cells = Self.cells(w)
    let sharp = all.map {
      sharpness(degrees: $0 * step, cells, w) * (1 - slant * Float(abs($0)))
    }
    let sharpest = all.indices
      .filter { i in all.indices.allSatisfy { abs($0 - i) > 3 || sharp[$0] <= sharp[i] } }
      .sorted { sharp[$0] > sharp[$1] }
      .prefix(peaks).map { all[$0] }
    let grid = all.filter { angle in
      angle % gridSteps == 0 && sharpest.allSatisfy { abs($0 - angle) > gridSteps / 2 }
    }
    return (sharpest.map { $0 * step }, grid.map { $0 * step })
  }

  /// Place and ridge share of every second cell of the blobs: enough for a profile.
  private static func cells(_ w: SlapWorkspace) -> [SIMD4<Float>] {
    let shares = w.ridges.row(0)
    return w.blobs.joined().compactMap { cell in
      let (x, y) = (Int(cell) % w.stride, Int(cell) / w.stride)
      return (x + y) & 1 == 0 ? SIMD4(Float(x), Float(y), shares[Int(cell)], 0) : nil
    }
  }

  /// Sum of squared slopes of the ridge profile across a hand that leans by `degrees`.
  private func sharpness(
    degrees: Int, _ cells: [SIMD4<Float>], _ w: SlapWorkspace
  ) -> Float {
    let frame = HandFrame(degrees: Double(degrees))
    let reach = w.columns + w.rows
    var profile = [Float](repeating: 0, count: 2 * reach + 8)
    profile.withUnsafeMutableBufferPointer { profile in
      for cell in cells {
        let across = cell.x * frame.cosine + cell.y * frame.sine
        profile[Int(across + Float(reach)) + 3] += cell.z
      }
    }
    var sum: Float = 0
    for k in 2..<(profile.count - 2) {
      let slope = profile[k + 2] + profile[k + 1] - profile[k - 1] - profile[k - 2]
      sum += slope * slope
    }
    return sum
  }
}
