// SPDX-License-Identifier: Apache-2.0

/// Takes an image apart into its subbands.
enum WaveletAnalysis {
  /// Splits the image, which is on the plane of depth 0, and then regions of it.
  static func run(_ planes: WaveletPlanes) {
    for region in planes.tree.splits where region.count > 0 { split(region, planes) }
  }

  /// Splits a region into its quarters: row by row first down the columns, then along the row.
  ///
  /// The lower right quarter of the image is no subband and stays as it is.
  private static func split(_ region: SubbandRegion, _ planes: WaveletPlanes) {
    let columns = ColumnAnalysis(region, planes)
    let line = AnalysisLine(count: region.columns.count, planes.filters)
    let target = planes.plane(depth: region.depth + 1)
    let kernels = planes.kernels
    for y in 0..<region.rows.count {
      let isHigh = y >= region.rows.lowCount
      let half = isHigh ? y - region.rows.lowCount : y
      let sum = columns.row(half, isHigh: isHigh)
      sum.add(from: region.columns.start, count: region.columns.count, into: line.samples, kernels)
      line.mirrorEnds(kernels)
      let row = target.row((isHigh ? region.rows.highStart : region.rows.lowStart) + half)
      line.low(into: row + region.columns.lowStart, kernels)
      if region.depth > 0 || !isHigh { line.high(into: row + region.columns.highStart, kernels) }
    }
  }
}

/// Rows of the low and high half of a region as sums of its rows.
private struct ColumnAnalysis {
  private let rows: SubbandExtent
  private let mirror: MirrorExtension
  private let low: [FilterBank.Tap]
  private let high: [FilterBank.Tap]
  private let source: Plane<Float>
  private let sum: RowSum

  init(_ region: SubbandRegion, _ planes: WaveletPlanes) {
    rows = region.rows
    mirror = MirrorExtension(count: rows.count, isOdd: planes.filters.isOdd)
    low = planes.filters.analysisLow
    high = planes.filters.analysisHigh
    source = planes.plane(depth: region.depth)
    sum = RowSum(capacity: planes.filters.mostTaps)
  }

  /// The sum that gives row `k` of a half; valid until the next call.
  func row(_ k: Int, isHigh: Bool) -> RowSum {
    sum.clear()
    for tap in isHigh ? high : low {
      sum.append(
        source.row(rows.start + mirror.sample(2 * k + tap.offset)), weight: tap.weight)
    }
    return sum
  }
}
