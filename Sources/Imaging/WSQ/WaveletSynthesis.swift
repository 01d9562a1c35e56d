// SPDX-License-Identifier: Apache-2.0

/// Puts an image together from its subbands.
enum WaveletSynthesis {
  /// Joins all regions, the innermost first; the image is then on the plane of depth 0.
  static func run(_ planes: WaveletPlanes) {
    for region in planes.tree.splits.reversed() where region.count > 0 { join(region, planes) }
  }

  /// Joins the four quarters of a region: row by row first down the columns, then along the row.
  private static func join(_ region: SubbandRegion, _ planes: WaveletPlanes) {
    let columns = ColumnSynthesis(region, planes)
    let line = SynthesisLine(count: region.columns.count, planes.filters)
    let target = planes.plane(depth: region.depth)
    let kernels = planes.kernels
    for y in 0..<region.rows.count {
      let sum = columns.row(y)
      sum.add(
        from: region.columns.lowStart, count: region.columns.lowCount, into: line.low, kernels)
      sum.add(
        from: region.columns.highStart, count: region.columns.highCount, into: line.high, kernels)
      line.join(into: target.row(region.rows.start + y) + region.columns.start, kernels)
    }
  }
}

/// Rows of a region as sums of rows of its upper and lower halves.
private struct ColumnSynthesis {
  private let rows: SubbandExtent
  private let mirror: MirrorExtension
  private let low: [[FilterBank.Tap]]
  private let high: [[FilterBank.Tap]]
  private let source: Plane<Float>
  private let sum: RowSum

  init(_ region: SubbandRegion, _ planes: WaveletPlanes) {
    rows = region.rows
    mirror = MirrorExtension(count: rows.count, isOdd: planes.filters.isOdd)
    low = [0, 1].map(planes.filters.synthesisLow)
    high = [0, 1].map(planes.filters.synthesisHigh)
    source = planes.plane(depth: region.depth + 1)
    sum = RowSum(capacity: planes.filters.mostTaps)
  }

  /// The sum that gives row `y`; valid until the next call.
  func row(_ y: Int) -> RowSum {
    sum.clear()
    for tap in low[y & 1] {
      let row = rows.lowStart + mirror.low(y >> 1 + tap.offset)
      sum.append(source.row(row), weight: tap.weight)
    }
    for tap in high[y & 1] {
      guard let (place, sign) = mirror.high(y >> 1 + tap.offset) else { continue }
      sum.append(source.row(rows.highStart + place), weight: tap.weight * sign)
    }
    return sum
  }
}
