// SPDX-License-Identifier: Apache-2.0

/// How much the coefficients of each subband vary (IAFIS-IC-0110 v3.1, part 3).
///
/// The middle of a subband is measured, where the finger is. Where the lowest four subbands hardly
/// vary there, the image may be empty in its middle, and all of every subband is measured.
enum SubbandVariance {
  /// Sum of the variances of the lowest four subbands below which whole subbands are measured, in
  /// units of the image scaled to +-128.
  private static let flatImage = 20_000.0

  /// The variances of the 60 subbands.
  static func all(_ planes: WaveletPlanes) -> [Double] {
    let bands = planes.tree.bands
    let lowest = bands.prefix(4).reduce(0) { $0 + variance(of: $1.middle, planes) }
    return bands.map { variance(of: lowest < flatImage ? $0 : $0.middle, planes) }
  }

  /// About the mean; about zero where there is but one sample.
  private static func variance(of region: SubbandRegion, _ planes: WaveletPlanes) -> Double {
    var sums = [Double](repeating: 0, count: 16)
    planes.forEachRow(of: region) {
      planes.kernels.moments($0, count: region.columns.count, sums: &sums)
    }
    let sum = fold(sums[..<8])
    let squares = fold(sums[8...])
    let count = Double(region.count)
    return region.count < 2 ? squares : (squares - sum * sum / count) / (count - 1)
  }

  private static func fold(_ lanes: ArraySlice<Double>) -> Double { lanes.reduce(0, +) }
}

extension SubbandRegion {
  /// Three quarters of the columns and seven sixteenths of the rows; all where that is too little.
  fileprivate var middle: SubbandRegion {
    let middle = SubbandRegion(
      columns: SubbandExtent(
        start: columns.start + columns.count / 8, count: 3 * columns.count / 4, isSecond: false),
      rows: SubbandExtent(
        start: rows.start + 9 * rows.count / 32, count: 7 * rows.count / 16, isSecond: false),
      depth: depth)
    return middle.count < 2 ? self : middle
  }
}
