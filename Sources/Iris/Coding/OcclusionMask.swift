// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Takes lids, lashes and highlights out of the sheet.
///
/// What is much darker or lighter than the iris beside the pupil is at that depth does not belong to
/// the iris; and once something thick covers it towards a lid, so does all beyond.
struct OcclusionMask: Sendable, Hashable {
  /// Limits in standard deviations. 2.8 to 2.2 on the dark side took MMU2's FNMR at 1e-3 from 3.0 to
  /// 2.1 %.
  var bright: Float = 2.6
  var dark: Float = 2.0
  /// Grey that is always a highlight.
  var highlight: Float = 240
  /// Least standard deviation, in grey: even irises are not masked for noise.
  var leastDeviation: Float = 6
  /// Share of a window of 7 columns and 5 rows that must be odd for its centre to be masked.
  var share: Float = 0.3
  /// Rows of masked pixels in a row from which on all beyond is lid, and the first row where they may
  /// start to count.
  var lidRun = 6
  var lidStart = 7
  /// Rows over which the statistics are smoothed to either side.
  var smoothing = 4

  /// The workspace.
  final class Scratch {
    let odd = Plane<UInt8>(marginX: 16, marginY: 2)
    let counts = Plane<UInt8>(marginX: 16, marginY: 0)

    init() {
      odd.layOut(width: IrisSheet.columns, height: IrisSheet.rows)
      counts.layOut(width: IrisSheet.columns, height: 1)
    }
  }

  /// Columns in which lids seldom are: beside the pupil and below beside.
  private static let safe: [Int] = (0..<IrisSheet.columns).filter {
    let (across, down) = (abs(Directions.cosines[$0 / 2]), Directions.sines[$0 / 2])
    return across >= 0.75 || (down > 0 && down < 0.8)
  }

  /// Whether a column runs towards a lid.
  private static let towardsLid: [Bool] = (0..<IrisSheet.columns).map {
    abs(Directions.sines[$0 / 2]) > 0.35
  }

  func run(_ sheet: IrisSheet, _ scratch: Scratch) {
    let limits = limits(sheet)
    for row in 0..<IrisSheet.rows { markOdd(sheet, row, limits[row], scratch) }
    var runs = [Int](repeating: 0, count: IrisSheet.columns)
    for row in 0..<IrisSheet.rows { cover(sheet, row, &runs, scratch) }
  }

  /// The grey range of iris of each row.
  private func limits(_ sheet: IrisSheet) -> [ClosedRange<Float>] {
    let statistics = (0..<IrisSheet.rows).map { row -> (mean: Float, deviation: Float) in
      let (grey, mask) = (sheet.grey.row(row), sheet.mask.row(row))
      var (sum, square, count): (Int, Int, Int) = (0, 0, 0)
      for column in Self.safe where mask[column] != 0 && grey[column] <= 235 {
        let value = Int(grey[column])
        sum += value
        square += value * value
        count += 1
      }
      let mean = Float(sum) / Float(max(count, 1))
      let variance = Float(square) / Float(max(count, 1)) - mean * mean
      return (mean, max(1, variance).squareRoot())
    }
    return statistics.indices.map { row in
      let near = statistics[max(0, row - smoothing)...min(IrisSheet.rows - 1, row + smoothing)]
      let mean = near.reduce(0) { $0 + $1.mean } / Float(near.count)
      let deviation = max(
        leastDeviation, near.reduce(0) { $0 + $1.deviation } / Float(near.count))
      return mean - dark * deviation...min(highlight, max(mean, mean + bright * deviation))
    }
  }

  private func markOdd(
    _ sheet: IrisSheet, _ row: Int, _ limits: ClosedRange<Float>, _ scratch: Scratch
  ) {
    let (grey, odd) = (sheet.grey.row(row), scratch.odd.row(row))
    // A row that is as bright as a highlight all over has limits that cross.
    let low = UInt8(min(max(limits.lowerBound.rounded(.up), 0), 255))
    let high = UInt8(min(max(limits.upperBound.rounded(.down), 0), 255))
    for column in 0..<IrisSheet.columns {
      odd[column] = grey[column] < low || grey[column] > high ? 1 : 0
    }
    for i in 1...3 {
      odd[-i] = odd[IrisSheet.columns - i]
      odd[IrisSheet.columns - 1 + i] = odd[i - 1]
    }
  }

  private func cover(_ sheet: IrisSheet, _ row: Int, _ runs: inout [Int], _ scratch: Scratch) {
    let rows = max(0, row - 2)...min(IrisSheet.rows - 1, row + 2)
    let counts = scratch.counts.row(0)
    for column in -3..<IrisSheet.columns + 3 {
      var sum: UInt8 = 0
      for y in rows { sum &+= scratch.odd.row(y)[column] }
      counts[column] = sum
    }
    let least = Int(Float(7 * rows.count) * share)
    let mask = sheet.mask.row(row)
    for column in 0..<IrisSheet.columns {
      var sum = 0
      for x in column - 3...column + 3 { sum &+= Int(counts[x]) }
      let isOdd = sum > least
      if runs[column] >= 0 { runs[column] = isOdd ? runs[column] + 1 : 0 }
      let isLid = Self.towardsLid[column] && row >= lidStart && runs[column] >= lidRun
      if isLid { runs[column] = -1 }
      if isOdd || runs[column] < 0 { mask[column] = 0 }
    }
  }
}
