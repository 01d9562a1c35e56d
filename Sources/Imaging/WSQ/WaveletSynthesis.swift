// SPDX-License-Identifier: Apache-2.0

/// Puts an image together from its subbands.
enum WaveletSynthesis {
  /// Joins all regions, the innermost first; the image is then on the plane of depth 0.
  static func run(_ planes: WaveletPlanes) {
    planes.clear(planes.tree.unused)
    for region in planes.tree.splits.reversed() where region.count > 0 { join(region, planes) }
  }

  /// Joins the four quarters of a region: row by row first down the columns, then along the row.
  private static func join(_ region: SubbandRegion, _ planes: WaveletPlanes) {
    var rows = RowSynthesis(region, planes)
    let line = SynthesisLine(count: region.columns.count, planes.filters)
    let kernels = planes.kernels
    let (low, high) = (region.columns.low, region.columns.high)
    var y = 0
    planes.forEachRow(of: region) { row in
      rows.select(y)
      rows.sum.add(from: low.start, count: low.count, into: line.low, kernels)
      rows.sum.add(from: high.start, count: high.count, into: line.high, kernels)
      line.join(into: row, kernels)
      y += 1
    }
  }
}

/// Rows of a region as sums of rows of its low and high half.
private struct RowSynthesis: ~Copyable {
  /// Gives the row that was selected last.
  private(set) var sum: RowSum

  private let mirror: MirrorExtension
  private let low: [[FilterBank.Tap]]
  private let high: [[FilterBank.Tap]]
  private let lowRows: UnsafeMutablePointer<Float>
  private let highRows: UnsafeMutablePointer<Float>
  private let stride: Int

  init(_ region: SubbandRegion, _ planes: WaveletPlanes) {
    let filters = planes.filters
    mirror = MirrorExtension(count: region.rows.count, isOdd: filters.isOdd)
    low = [0, 1].map(filters.synthesisLow)
    high = [0, 1].map(filters.synthesisHigh)
    stride = planes.stride
    let plane = planes.plane(depth: region.depth + 1)
    lowRows = plane + region.rows.low.start * stride
    highRows = plane + region.rows.high.start * stride
    sum = RowSum(capacity: filters.mostTaps)
  }

  mutating func select(_ y: Int) {
    sum.clear()
    for tap in low[y & 1] {
      sum.append(lowRows + mirror.low(y >> 1 + tap.offset) * stride, weight: tap.weight)
    }
    for tap in high[y & 1] {
      guard let (place, sign) = mirror.high(y >> 1 + tap.offset) else { continue }
      sum.append(highRows + place * stride, weight: tap.weight * sign)
    }
  }
}
