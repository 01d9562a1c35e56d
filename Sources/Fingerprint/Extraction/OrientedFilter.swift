// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Filters every active cell with its own orientation and frequency: first along the ridges, then
/// across them.
///
/// The averages along the ridges live in a rolling strip of a few rows of cells, which stays in the
/// processor's cache and makes a plane of its own needless.
struct OrientedFilter {
  /// Rows of cells worked on at a time.
  private static let height = 8
  /// Rows of cells of averages needed above and below: across taps reach 16 px.
  private static let reach = 2
  /// Rows of cells of the strip.
  static let stripRows = height + 2 * reach
  private static let cell = ExtractionWorkspace.cell

  private let w: ExtractionWorkspace
  private let kernels: any ExtractionKernels
  private let along: TapBank.Along
  private let across: TapBank.Across
  private let wantsOdd: Bool

  /// Even responses and energies of every cell.
  static func firstPass(_ w: ExtractionWorkspace, _ bank: FilterBank, _ kernels: Kernels) {
    OrientedFilter(w, bank, kernels, wantsOdd: false).run()
  }

  /// Even and odd responses, and energies of every cell.
  static func secondPass(_ w: ExtractionWorkspace, _ bank: FilterBank, _ kernels: Kernels) {
    OrientedFilter(w, bank, kernels, wantsOdd: true).run()
  }

  private init(
    _ w: ExtractionWorkspace, _ bank: FilterBank, _ kernels: Kernels, wantsOdd: Bool
  ) {
    self.w = w
    self.kernels = kernels.extraction
    self.wantsOdd = wantsOdd
    (along, across) = w.taps(of: bank)
  }

  private func run() {
    chooseFilters()
    for y in 0..<w.averages.height { clearRow(w.averages.row(y)) }
    for first in stride(from: 0, to: w.rows, by: Self.height) {
      averageAlong(first)
      for y in first..<min(first + Self.height, w.rows) {
        respondAcross(y, averages: w.averages.row((y - first + Self.reach) * Self.cell))
        if y > 0 { measure(y - 1) }
      }
    }
    measure(w.rows - 1)
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

  /// Fills the strip for the rows of cells from `first` on; what it shares with the strip before is
  /// moved up.
  private func averageAlong(_ first: Int) {
    let strip = w.averages
    if first > 0 {
      strip.row(0).update(
        from: strip.row(Self.height * Self.cell), count: 2 * Self.reach * Self.cell * strip.stride)
    }
    for y in (first > 0 ? first + Self.reach : 0)..<first + Self.height + Self.reach {
      let out = strip.row((y - first + Self.reach) * Self.cell)
      guard y < w.rows else {
        for line in 0..<Self.cell { clearRow(out + line * strip.stride) }
        continue
      }
      kernels.along(
        w.normalised.row(y * Self.cell), out: out, stride: strip.stride, cells: w.columns,
        active: w.active.row(y), angle: w.angle.row(y), bank: along)
    }
  }

  private func respondAcross(_ y: Int, averages: UnsafePointer<Int16>) {
    kernels.across(
      averages, stride: w.averages.stride, even: w.even.row(y * Self.cell),
      odd: wantsOdd ? w.odd.row(y * Self.cell) : nil, outStride: w.even.stride, cells: w.columns,
      active: w.active.row(y), wave: w.wave.row(y), bank: across)
  }

  /// Energies of a row of cells; the rows of pixels above and below it must be there.
  private func measure(_ y: Int) {
    kernels.cellEnergies(
      even: w.even.row(y * Self.cell), evenStride: w.even.stride,
      plane: w.normalised.row(y * Self.cell), stride: w.normalised.stride, cells: w.columns,
      active: w.active.row(y), a: w.tensorA.row(y), b: w.tensorB.row(y), e: w.tensorE.row(y),
      response: w.response.row(y), total: w.total.row(y))
  }

  private func clearRow(_ out: UnsafeMutablePointer<Int16>) {
    out.update(repeating: 0, count: w.averages.width)
  }
}
