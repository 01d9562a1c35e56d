// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Filters the sheet and keeps signs.
struct IrisEncoder: Sendable, Hashable {
  /// Wavelength of the filter in columns of 256, and its width (one standard deviation of the
  /// Gaussian) as a share of that. Short filters lose less beside masks and bend with small errors of
  /// segmentation: MMU2's FNMR at 1e-3 is 5.9 % for 16 and 0.4, 3.0 % for 12 and 0.3.
  var wavelength = 11.0
  var width = 0.3
  /// Share of the responses, the weakest ones, whose signs are masked: the fragile bits (Hollingsworth,
  /// Bowyer and Flynn, "The best bits in an iris code", 2009).
  var fragile: Float = 0.10
  /// Share of a cell's pixels that must be seen for its signs to count.
  var seen: Float = 0.5
  /// Rows of the sheet left out beside the pupil and beside the limbus.
  var border = 2

  /// The workspace.
  final class Scratch {
    /// Band means in sixteenths of grey, continued around on both sides.
    let bands = Plane<Int16>(marginX: 32, marginY: 0)
    let seen = Plane<UInt8>(margin: 0)
    let even = Plane<Int32>(margin: 0)
    let odd = Plane<Int32>(margin: 0)
    let sums = Plane<Int32>(margin: 0)
    let counts = Plane<Int32>(margin: 0)

    init() {
      bands.layOut(width: IrisCode.columns, height: IrisCode.bands)
      seen.layOut(width: IrisCode.columns, height: IrisCode.bands)
      even.layOut(width: IrisCode.columns, height: IrisCode.bands)
      odd.layOut(width: IrisCode.columns, height: IrisCode.bands)
      sums.layOut(width: IrisSheet.columns, height: 1)
      counts.layOut(width: IrisSheet.columns, height: 1)
    }
  }

  func encode(
    _ sheet: IrisSheet, _ w: Scratch, _ filter: GaborFilter, _ kernels: any IrisKernels
  ) -> IrisCode {
    for band in 0..<IrisCode.bands { average(sheet, band, filter.reach, w) }
    for band in 0..<IrisCode.bands {
      kernels.filterRow(
        w.bands.row(band) - filter.reach, evenTaps: filter.even, oddTaps: filter.odd,
        taps: filter.even.count, count: IrisCode.columns, even: w.even.row(band),
        odd: w.odd.row(band))
    }
    let thresholds = (even: weakest(w.even, w.seen), odd: weakest(w.odd, w.seen))
    var signs = [UInt32](repeating: 0, count: IrisCode.columns)
    var mask = signs
    for band in 0..<IrisCode.bands {
      let (even, odd, seen) = (w.even.row(band), w.odd.row(band), w.seen.row(band))
      for column in 0..<IrisCode.columns {
        signs[column] |= (even[column] > 0 ? 1 : 0) << UInt32(band)
        signs[column] |= (odd[column] > 0 ? 1 : 0) << UInt32(band + 16)
        guard seen[column] != 0 else { continue }
        mask[column] |= (abs(even[column]) >= thresholds.even ? 1 : 0) << UInt32(band)
        mask[column] |= (abs(odd[column]) >= thresholds.odd ? 1 : 0) << UInt32(band + 16)
      }
    }
    return IrisCode(signs: signs, mask: mask) ?? IrisCode.nothing
  }

  /// Rows of the sheet that make a band; neighbours share a row on either side.
  func rows(_ band: Int) -> Range<Int> {
    let height = IrisSheet.rows - 2 * border
    let first = border + band * height / IrisCode.bands - 1
    let last = border + (band + 1) * height / IrisCode.bands + 1
    return max(0, first)..<min(IrisSheet.rows, last)
  }

  /// Means of what is seen in a band's cells; the band's mean where nothing is.
  private func average(_ sheet: IrisSheet, _ band: Int, _ reach: Int, _ w: Scratch) {
    let (sums, counts) = (w.sums.row(0), w.counts.row(0))
    sums.update(repeating: 0, count: IrisSheet.columns)
    counts.update(repeating: 0, count: IrisSheet.columns)
    let rows = rows(band)
    for row in rows {
      let (grey, mask) = (sheet.grey.row(row), sheet.mask.row(row))
      for x in 0..<IrisSheet.columns {
        sums[x] &+= Int32(grey[x]) &* Int32(mask[x])
        counts[x] &+= Int32(mask[x])
      }
    }
    let (values, seen) = (w.bands.row(band), w.seen.row(band))
    let least = Int32(Float(2 * rows.count) * self.seen)
    var (total, cells): (Int32, Int32) = (0, 0)
    for column in 0..<IrisCode.columns {
      let count = counts[2 &* column] &+ counts[2 &* column &+ 1]
      let sum = sums[2 &* column] &+ sums[2 &* column &+ 1]
      seen[column] = count > least ? 1 : 0
      values[column] = count > 0 ? Int16(truncatingIfNeeded: sum &* 16 / count) : -1
      if count > 0 {
        total &+= Int32(values[column])
        cells &+= 1
      }
    }
    let mean = Int16(truncatingIfNeeded: total / max(cells, 1))
    for column in 0..<IrisCode.columns where values[column] < 0 { values[column] = mean }
    for i in 1...reach {
      values[-i] = values[IrisCode.columns - i]
      values[IrisCode.columns - 1 + i] = values[i - 1]
    }
  }

  /// The size that a share of the seen responses is below; within a 2000th of the largest.
  private func weakest(_ responses: Plane<Int32>, _ seen: Plane<UInt8>) -> Int32 {
    var bits: Int32 = 0
    for band in 0..<IrisCode.bands {
      // The bits of all sizes together have the length of the largest one.
      let row = responses.row(band)
      for i in 0..<IrisCode.columns { bits |= row[i] ^ (row[i] >> 31) }
    }
    let shift = Int32(max(0, 20 - bits.leadingZeroBitCount))
    var sizes = InlineArray<4097, UInt16>(repeating: 0)
    var count = 0
    for band in 0..<IrisCode.bands {
      let (row, visible) = (responses.row(band), seen.row(band))
      for i in 0..<IrisCode.columns where visible[i] != 0 {
        sizes[Int(abs(row[i]) >> shift)] &+= 1
        count += 1
      }
    }
    var below = Int(Float(count) * fragile)
    for size in sizes.indices {
      below -= Int(sizes[size])
      if below < 0 { return Int32(size) << shift }
    }
    return 0
  }
}

extension IrisCode {
  /// No bit is valid.
  static let nothing = IrisCode(unchecked: [UInt32](repeating: 0, count: columns))

  private init(unchecked words: [UInt32]) {
    signs = words
    mask = words
    validBits = 0
  }
}
