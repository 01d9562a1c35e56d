// SPDX-License-Identifier: Apache-2.0

/// Takes an image apart into its subbands.
enum WaveletAnalysis {
  /// Splits the image, which is on the plane of depth 0, and then regions of it.
  static func run(_ planes: WaveletPlanes) {
    for region in planes.tree.splits where region.count > 0 { split(region, planes) }
  }

  /// Splits a region into its quarters: row by row first down the columns, then along the row.
  private static func split(_ region: SubbandRegion, _ planes: WaveletPlanes) {
    var rows = RowAnalysis(region, planes)
    let line = AnalysisLine(count: region.columns.count, planes.filters)
    let kernels = planes.kernels
    let (low, high) = (region.columns.low.start, region.columns.high.start)
    for isHigh in [false, true] {
      let half = isHigh ? region.rows.high : region.rows.low
      // The quarter of the image with the high frequencies of both directions is no subband.
      let isUnused = isHigh && region.depth == 0
      let first = planes.plane(depth: region.depth + 1) + half.start * planes.stride
      for k in 0..<half.count {
        rows.select(k, isHigh: isHigh)
        rows.sum.add(count: region.columns.count, into: line.samples, kernels)
        line.separate(kernels)
        let row = first + k * planes.stride
        line.low(into: row + low, kernels)
        if !isUnused { line.high(into: row + high, kernels) }
      }
    }
  }
}

/// Rows of the low and the high half of a region as sums of its rows.
private struct RowAnalysis: ~Copyable {
  /// Gives the row that was selected last.
  private(set) var sum: RowSum

  private let mirror: MirrorExtension
  private let low: [FilterBank.Tap]
  private let high: [FilterBank.Tap]
  private let rows: UnsafeMutablePointer<Float>
  private let stride: Int

  init(_ region: SubbandRegion, _ planes: WaveletPlanes) {
    mirror = MirrorExtension(count: region.rows.count, isOdd: planes.filters.isOdd)
    low = planes.filters.analysisLow
    high = planes.filters.analysisHigh
    stride = planes.stride
    rows =
      planes.plane(depth: region.depth) + region.rows.start * stride + region.columns.start
    sum = RowSum(capacity: planes.filters.mostTaps)
  }

  mutating func select(_ k: Int, isHigh: Bool) {
    sum.clear()
    for tap in isHigh ? high : low {
      sum.append(rows + mirror.sample(2 * k + tap.offset) * stride, weight: tap.weight)
    }
  }
}
