// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Brings every neighbourhood to mean 0 and deviation 1, ridges positive.
public struct LocalNormalisation: Sendable, Hashable {
  /// Cells to each side in the local mean and variance: 2 makes a window of 40 px. Tuned: 1 is
  /// better on dry prints but worse with sensor marks, 3 is flat.
  public var radius = 2
  /// Grey squared, added to the variance so that sensor noise stays small; 20 to 100 flat.
  public var floor: Float = 40
  /// Normalised grey is cut at plus and minus this; 1.5 to 3 flat.
  public var clip: Float = 3
  /// Pixels at the edge of the image that are set to zero: sensors draw frames there.
  public var frame = 4

  /// The values that the product ships with.
  public init() {}

  func run(_ w: ExtractionWorkspace, _ kernels: Kernels) {
    measureCells(w, kernels)
    averageNeighbours(w)
    for y in 0..<w.rows * ExtractionWorkspace.cell { normaliseRow(y, w, kernels) }
  }

  /// Cell sums into the first two scratch planes, and each cell's own deviation.
  private func measureCells(_ w: ExtractionWorkspace, _ kernels: Kernels) {
    for y in 0..<w.rows {
      let sum = w.scratch[0].row(y)
      let square = w.scratch[1].row(y)
      kernels.extraction.cellSums(
        w.pixels.row(y * ExtractionWorkspace.cell), stride: w.pixels.stride, cells: w.columns,
        sum: sum, square: square)
      let deviation = w.deviation.row(y)
      for x in 0..<w.columns {
        let mean = sum[x] / 64
        deviation[x] = max(0, square[x] / 64 - mean * mean).squareRoot()
      }
    }
  }

  /// Means and gains of the windows around the cells, into scratch planes 2 and 3.
  private func averageNeighbours(_ w: ExtractionWorkspace) {
    for y in 0..<w.rows {
      let sums = w.scratch[2].row(y)
      let squares = w.scratch[3].row(y)
      let gathered = w.lines.row(0)
      let gatheredSquares = w.lines.row(1)
      let window = max(0, y - radius)...min(w.rows - 1, y + radius)
      for x in 0..<w.columns {
        gathered[x] = 0
        gatheredSquares[x] = 0
      }
      for near in window {
        let sum = w.scratch[0].row(near)
        let square = w.scratch[1].row(near)
        for x in 0..<w.columns {
          gathered[x] += sum[x]
          gatheredSquares[x] += square[x]
        }
      }
      for x in 0..<w.columns {
        let across = max(0, x - radius)...min(w.columns - 1, x + radius)
        var s: Float = 0
        var q: Float = 0
        for near in across {
          s += gathered[near]
          q += gatheredSquares[near]
        }
        let count = Float(64 * window.count * across.count)
        let mean = s / count
        sums[x] = mean
        squares[x] = 1 / (max(0, q / count - mean * mean) + floor).squareRoot()
      }
    }
  }

  private func normaliseRow(_ y: Int, _ w: ExtractionWorkspace, _ kernels: Kernels) {
    let out = w.normalised.row(y)
    let width = w.normalised.width
    guard y >= frame, y < w.height - frame else {
      out.update(repeating: 0, count: width)
      return
    }
    let position = (Float(y) - 3.5) / Float(ExtractionWorkspace.cell)
    let upper = Int(position.rounded(.down))
    let share = position - Float(upper)
    let mean = blend(w.scratch[2], upper, share, into: w.lines.row(0), w)
    let gain = blend(w.scratch[3], upper, share, into: w.lines.row(1), w)
    kernels.extraction.normaliseRow(
      w.pixels.row(y), cells: w.columns, mean: mean, gain: gain, clip: clip, out: out)
    out.update(repeating: 0, count: frame)
    let end = max(0, w.width - frame)
    (out + end).update(repeating: 0, count: width - end)
  }

  /// The values of two grid rows mixed, with the first and last repeated at either end.
  private func blend(
    _ plane: Plane<Float>, _ upper: Int, _ share: Float, into out: UnsafeMutablePointer<Float>,
    _ w: ExtractionWorkspace
  ) -> UnsafePointer<Float> {
    let top = plane.row(max(0, upper))
    let bottom = plane.row(min(w.rows - 1, upper + 1))
    for x in 0..<w.columns { out[x] = top[x] * (1 - share) + bottom[x] * share }
    out[-1] = out[0]
    out[w.columns] = out[w.columns - 1]
    return UnsafePointer(out - 1)
  }
}
