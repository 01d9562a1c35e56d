// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Filters every active cell with its own orientation and frequency: first along the ridges, then
/// across them, strip by strip.
struct OrientedFilter {
  private let w: ExtractionWorkspace
  private let kernels: any ExtractionKernels
  private let along: TapBank.Along
  private let across: TapBank.Across
  private let keepsResponses: Bool

  /// Measures energies of the even response per cell; keeps no pixels.
  static func firstPass(_ w: ExtractionWorkspace, _ bank: FilterBank, _ kernels: Kernels) {
    OrientedFilter(w, bank, kernels, keepsResponses: false).run()
  }

  /// Measures energies, and keeps both responses as fixed point.
  static func secondPass(_ w: ExtractionWorkspace, _ bank: FilterBank, _ kernels: Kernels) {
    OrientedFilter(w, bank, kernels, keepsResponses: true).run()
  }

  private init(
    _ w: ExtractionWorkspace, _ bank: FilterBank, _ kernels: Kernels, keepsResponses: Bool
  ) {
    self.w = w
    self.kernels = kernels.extraction
    self.keepsResponses = keepsResponses
    (along, across) = w.taps(of: bank)
  }

  private func run() {
    chooseFilters()
    clearStrips()
    for first in Swift.stride(from: 0, to: w.rows, by: FilterStrips.height) {
      let end = min(first + FilterStrips.height, w.rows)
      averageAlong(first, end)
      respondAcross(first, end)
      measure(first, end)
    }
  }

  /// Grows the mask by one cell and picks each cell's across filter.
  private func chooseFilters() {
    for y in 0..<w.rows {
      let (above, here, below) = (w.mask.row(y - 1), w.mask.row(y), w.mask.row(y + 1))
      let (active, angle) = (w.active.row(y), w.angle.row(y))
      let (frequency, wave) = (w.frequency.row(y), w.wave.row(y))
      for x in 0..<w.columns {
        let sides = above[x - 1] | here[x - 1] | below[x - 1] | above[x + 1] | here[x + 1]
        active[x] = sides | below[x + 1] | above[x] | here[x] | below[x]
        wave[x] = FilterBank.wave(angle: angle[x], frequency: frequency[x])
      }
    }
  }

  private func clearStrips() {
    for plane in [w.strips.along, w.strips.even] {
      for y in 0..<plane.height { plane.row(y).update(repeating: 0, count: plane.width) }
    }
  }

  /// Fills the strip of averages from two rows of cells above `first` to two below `end`.
  private func averageAlong(_ first: Int, _ end: Int) {
    let (reach, strip) = (FilterStrips.alongReach, w.strips.along)
    if first > 0 { keepLast(2 * reach, of: strip, shift: FilterStrips.height) }
    let begin = first > 0 ? first + reach : 0
    for y in begin..<first + FilterStrips.height + reach {
      let out = strip.row((y - first + reach) * ExtractionWorkspace.cell)
      guard y < w.rows else {
        clearRow(out, strip)
        continue
      }
      kernels.along(
        w.normalised.row(y * ExtractionWorkspace.cell), out: out, stride: strip.stride,
        cells: w.columns, active: w.active.row(y), angle: w.angle.row(y), bank: along)
    }
  }

  /// Fills the strips of responses from `first` to `end`.
  private func respondAcross(_ first: Int, _ end: Int) {
    let strips = w.strips
    let cell = ExtractionWorkspace.cell
    if first > 0 { keepLast(FilterStrips.evenReach, of: strips.even, shift: FilterStrips.height) }
    for y in first..<end {
      let even = strips.even.row((y - first + FilterStrips.evenReach) * cell)
      let odd = keepsResponses ? strips.odd.row((y - first) * cell) : nil
      kernels.across(
        strips.along.row((y - first + FilterStrips.alongReach) * cell), even: even, odd: odd,
        stride: strips.along.stride, cells: w.columns, active: w.active.row(y),
        wave: w.wave.row(y), bank: across)
      guard keepsResponses, let odd else { continue }
      for line in 0..<cell {
        let at = line * strips.even.stride
        kernels.quantise(even + at, out: w.even.row(y * cell + line), count: w.even.width)
        kernels.quantise(odd + at, out: w.odd.row(y * cell + line), count: w.odd.width)
      }
    }
    guard end == w.rows, end - first < FilterStrips.height else { return }
    clearRow(strips.even.row((end - first + FilterStrips.evenReach) * cell), strips.even)
  }

  /// Energies of the cells whose lower neighbours are known.
  private func measure(_ first: Int, _ end: Int) {
    let last = end == w.rows ? end : end - 1
    for y in max(0, first - 1)..<last {
      kernels.cellEnergies(
        even: w.strips.even.row((y - first + FilterStrips.evenReach) * ExtractionWorkspace.cell),
        plane: w.normalised.row(y * ExtractionWorkspace.cell), stride: w.normalised.stride,
        cells: w.columns, active: w.active.row(y), a: w.tensorA.row(y), b: w.tensorB.row(y),
        e: w.tensorE.row(y), response: w.response.row(y), total: w.total.row(y))
    }
  }

  private func keepLast(_ count: Int, of plane: Plane<Float>, shift: Int) {
    let cell = ExtractionWorkspace.cell
    plane.row(0).update(from: plane.row(shift * cell), count: count * cell * plane.stride)
  }

  private func clearRow(_ out: UnsafeMutablePointer<Float>, _ plane: Plane<Float>) {
    for line in 0..<ExtractionWorkspace.cell {
      (out + line * plane.stride).update(repeating: 0, count: plane.width)
    }
  }
}
