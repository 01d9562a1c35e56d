// SPDX-License-Identifier: Apache-2.0

/// Which regions of the transformed image are split further, and where the 60 subbands lie.
///
/// A region splits into four: columns into a low and a high half, then rows. Halves lie in the order
/// of frequency. A high half has its frequencies the wrong way round (decimation mirrors them), so
/// that in a region that was a second half, the high half of the next split comes first.
struct SubbandTree: Hashable {
  /// Subbands that are coded, numbered as in the specification.
  static let bandCount = 60

  /// Regions that are split, each before those inside it.
  let splits: [SubbandRegion]
  /// Regions that are not split: the subbands.
  let bands: [SubbandRegion]
  /// The quarter with the highest frequencies of both directions, which is never coded.
  let unused: SubbandRegion

  init(width: Int, height: Int) {
    var splits: [SubbandRegion] = []
    func split(_ region: SubbandRegion) -> [SubbandRegion] {
      splits.append(region)
      return region.quarters
    }
    func splitTwice(_ region: SubbandRegion) -> [SubbandRegion] {
      split(region).flatMap(split)
    }
    let image = SubbandRegion(
      columns: SubbandExtent(start: 0, count: width, isSecond: false),
      rows: SubbandExtent(start: 0, count: height, isSecond: false), depth: 0)
    let halves = split(image)
    let quarters = split(halves[0])
    let lowest = splitTwice(quarters[0])
    let right = splitTwice(quarters[1])
    let below = splitTwice(quarters[2])
    bands =
      split(lowest[0]) + lowest.dropFirst() + right + below + [quarters[3]] + split(halves[1])
      + split(halves[2])
    unused = halves[3]
    self.splits = splits
  }
}

/// A rectangle of the transformed image.
struct SubbandRegion: Hashable {
  let columns: SubbandExtent
  let rows: SubbandExtent
  /// Splits that made it; 0 is the image.
  let depth: Int

  /// Samples in it.
  var count: Int { columns.count * rows.count }

  /// What a split makes: upper left, upper right, lower left, lower right.
  var quarters: [SubbandRegion] {
    [rows.first, rows.second].flatMap { rows in
      [columns.first, columns.second].map { columns in
        SubbandRegion(columns: columns, rows: rows, depth: depth + 1)
      }
    }
  }
}

/// The columns or the rows of a region.
struct SubbandExtent: Hashable {
  let start: Int
  let count: Int
  /// Whether it is the right or lower half of the region that was split.
  let isSecond: Bool

  /// Where the samples of its low and high band lie after a split.
  var low: SubbandExtent { isSecond ? second : first }
  var high: SubbandExtent { isSecond ? first : second }

  /// The halves in the order in which they lie.
  var first: SubbandExtent {
    SubbandExtent(start: start, count: isSecond ? count / 2 : (count + 1) / 2, isSecond: false)
  }
  var second: SubbandExtent {
    SubbandExtent(start: start + first.count, count: count - first.count, isSecond: true)
  }
}
