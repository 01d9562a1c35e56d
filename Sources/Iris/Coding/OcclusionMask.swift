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
    /// Odd pixels; the rows of zeros above and below stand for what is not there.
    let odd = Plane<UInt8>(marginX: 16, marginY: 2)
    let counts = Plane<UInt8>(marginX: 16, marginY: 0)
    var runs = [Int8](repeating: 0, count: IrisSheet.columns)
    /// The row from which on a lid covers a column; 64 where none does.
    var lids = [UInt8](repeating: UInt8(IrisSheet.rows), count: IrisSheet.columns)
    /// Grey above which a row shows highlights.
    var brightest = [Float](repeating: 255, count: IrisSheet.rows)

    init() {
      odd.layOut(width: IrisSheet.columns, height: IrisSheet.rows)
      counts.layOut(width: IrisSheet.columns, height: 1)
    }
  }

  /// Columns in which lids seldom are: beside the pupil and below beside.
  private static let safe: [UInt8] = (0..<IrisSheet.columns).map {
    let (across, down) = (abs(Directions.cosines[$0 / 2]), Directions.sines[$0 / 2])
    return across >= 0.75 || (down > 0 && down < 0.8) ? 1 : 0
  }

  /// Whether a column runs towards a lid.
  private static let towardsLid: [Bool] = (0..<IrisSheet.columns).map {
    abs(Directions.sines[$0 / 2]) > 0.35
  }

  func run(_ sheet: IrisSheet, _ scratch: Scratch) {
    let limits = limits(sheet)
    scratch.brightest = limits.map(\.upperBound)
    for row in 0..<IrisSheet.rows { markOdd(sheet, row, limits[row], scratch) }
    for column in 0..<IrisSheet.columns {
      scratch.runs[column] = 0
      scratch.lids[column] = UInt8(IrisSheet.rows)
    }
    for row in 0..<IrisSheet.rows { cover(sheet, row, scratch) }
  }

  /// The grey range of iris of each row.
  private func limits(_ sheet: IrisSheet) -> [ClosedRange<Float>] {
    let statistics = (0..<IrisSheet.rows).map { row -> (mean: Float, deviation: Float) in
      let (count, sum, square) = moments(sheet.grey.row(row), sheet.mask.row(row))
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

  /// Count, sum and sum of squares of the grey of a row where no lid is expected.
  private func moments(
    _ grey: UnsafePointer<UInt8>, _ mask: UnsafePointer<UInt8>
  ) -> (Int32, Int32, Int32) {
    var (count, sum, square): (Int32, Int32, Int32) = (0, 0, 0)
    Self.safe.withUnsafeBufferPointer { safe in
      for x in 0..<IrisSheet.columns {
        let isUsed: UInt8 = grey[x] <= 235 ? 1 : 0
        let weight = Int32(safe[x] & mask[x] & isUsed)
        let value = Int32(grey[x]) &* weight
        count &+= weight
        sum &+= value
        square &+= value &* value
      }
    }
    return (count, sum, square)
  }

  private func markOdd(
    _ sheet: IrisSheet, _ row: Int, _ limits: ClosedRange<Float>, _ scratch: Scratch
  ) {
    let (grey, odd) = (sheet.grey.row(row), scratch.odd.row(row))
    // A row that is as bright as a highlight all over has limits that cross.
    let low = UInt8(min(max(limits.lowerBound.rounded(.up), 0), 255))
    let high = UInt8(min(max(limits.upperBound.rounded(.down), 0), 255))
    let span = high &- low
    for column in 0..<IrisSheet.columns {
      // Below `low` the difference wraps to a large number.
      odd[column] = low > high || grey[column] &- low > span ? 1 : 0
    }
    // Columns go round.
    for i in 1...3 {
      odd[-i] = odd[IrisSheet.columns - i]
      odd[IrisSheet.columns - 1 + i] = odd[i - 1]
    }
  }

  /// Masks what is odd in a window around, and what lies beyond something thick towards a lid.
  private func cover(_ sheet: IrisSheet, _ row: Int, _ scratch: Scratch) {
    let (counts, mask) = (scratch.counts.row(0), sheet.mask.row(row))
    let (a, b, c) = (scratch.odd.row(row - 2), scratch.odd.row(row - 1), scratch.odd.row(row))
    let (d, e) = (scratch.odd.row(row + 1), scratch.odd.row(row + 2))
    for x in -3..<IrisSheet.columns + 3 {
      let outer = a[x] &+ b[x] &+ d[x]
      counts[x] = outer &+ e[x] &+ c[x]
    }
    let inside = min(IrisSheet.rows - 1, row + 2) - max(0, row - 2) + 1
    let least = UInt8(Float(7 * inside) * share)
    for x in 0..<IrisSheet.columns {
      let left = counts[x &- 3] &+ counts[x &- 2] &+ counts[x &- 1]
      let right = counts[x &+ 3] &+ counts[x &+ 2] &+ counts[x &+ 1]
      let isClear: UInt8 = left &+ right &+ counts[x] <= least ? 1 : 0
      mask[x] &= isClear
    }
    hideLids(mask, row, scratch)
  }

  /// A run of -1 is a lid that began further in.
  private func hideLids(_ mask: UnsafeMutablePointer<UInt8>, _ row: Int, _ scratch: Scratch) {
    let long = Int8(clamping: lidRun)
    let towardsLid = Self.towardsLid
    scratch.runs.withUnsafeMutableBufferPointer { runs in
      for column in 0..<IrisSheet.columns {
        let run = runs[column]
        if run < 0 {
          mask[column] = 0
        } else {
          let length = mask[column] == 0 ? min(run &+ 1, 100) : 0
          let isLid = length >= long && row >= lidStart && towardsLid[column]
          runs[column] = isLid ? -1 : length
          // Windows reach two rows beyond what they are odd for, and a lid's shadow one more.
          if isLid { scratch.lids[column] = UInt8(max(0, row + 4 - Int(length))) }
        }
      }
    }
  }
}
