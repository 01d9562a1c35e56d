// SPDX-License-Identifier: Apache-2.0

/// Whether ridges are the dark or the light lines of an image.
public enum Polarity: String, Sendable, Hashable, CaseIterable {
  /// Found from the image.
  case automatic
  /// As from every live scanner that follows ISO/IEC 19794-4, and as ink on paper.
  case darkRidges = "dark-ridges"
  /// As from some sensors without conversion, and as negatives of latents.
  case lightRidges = "light-ridges"
}

/// How the automatic polarity decides.
///
/// The defaults were found on 370 real images (the four FVC sets at hand, plain, rolled and slap
/// prints in ink and live, five synthetic ones of others) and 400 of our own, all with dark ridges,
/// and hold for all of them and for their negatives.
public struct PolarityParameters: Sendable, Hashable {
  /// Share of the 90th percentile of the cells' contrast below which a cell is flat. Higher takes
  /// faint ridges for background, lower takes noise of the background for ridges.
  public var flatness = 0.4
  /// Standard deviation in grey levels below which a cell is flat in however blank an image.
  public var leastContrast = 2.0
  /// Share of cells that the background must have: without any nothing can be told. The fullest of
  /// the images has 0.055.
  public var leastBackground = 0.03
  /// Cells between the two that are compared across the print's edge: 3 are 24 pixels at 500 ppi,
  /// beyond the frayed edge but under nearly the same light.
  public var distance = 3
  /// Share of the steps in brightness across the edge, -1...1, from which ridges are taken for
  /// light. The images have 0.16 and more, their negatives as much below zero.
  public var leastShare = 0.08

  /// The defaults.
  public init() {}
}

extension CellStatistics {
  /// Whether light and dark must be exchanged to make ridges dark.
  ///
  /// Where skin does not touch, between the ridges and around the print, an image has one level. So
  /// around a print of dark ridges it is lighter than within, around one of light ridges darker,
  /// whatever that level is. Flat patches inside a print, where ridges run together, do not count:
  /// the background is what is flat up to the image's border. Where there is none, ridges are taken
  /// to be dark.
  func hasLightRidges(_ parameters: PolarityParameters) -> Bool {
    let background = background(parameters)
    let size = background.count { $0 }
    guard Double(size) >= parameters.leastBackground * Double(background.count) else {
      return false
    }
    return stepShare(into: background, distance: parameters.distance) <= -parameters.leastShare
  }

  /// The flat cells that are connected with the border by flat cells.
  private func background(_ parameters: PolarityParameters) -> [Bool] {
    let contrast = smoothContrast()
    let limit = max(
      parameters.flatness * Double(percentile90(of: contrast)), parameters.leastContrast * 2 * 9)
    var found = [Bool](repeating: false, count: contrast.count)
    var open: [Int] = []
    func visit(_ cell: Int) {
      if found[cell] || Double(contrast[cell]) >= limit { return }
      found[cell] = true
      open.append(cell)
    }
    for cell in contrast.indices where isAtBorder(cell) { visit(cell) }
    while let cell = open.popLast() {
      let column = cell % columns
      if column > 0 { visit(cell - 1) }
      if column + 1 < columns { visit(cell + 1) }
      if cell >= columns { visit(cell - columns) }
      if cell + columns < contrast.count { visit(cell + columns) }
    }
    return found
  }

  private func isAtBorder(_ cell: Int) -> Bool {
    let (row, column) = (cell / columns, cell % columns)
    return row == 0 || column == 0 || row == rows - 1 || column == columns - 1
  }

  /// Sums of the contrast of 3x3 cells, those outside taken from the border.
  private func smoothContrast() -> [Int] {
    var result = [Int](repeating: 0, count: deviations.count)
    for row in 0..<rows {
      let rowsAround = [max(row - 1, 0), row, min(row + 1, rows - 1)].map { $0 * columns }
      for column in 0..<columns {
        let (left, right) = (max(column - 1, 0), min(column + 1, columns - 1))
        var sum = 0
        for start in rowsAround {
          sum += Int(deviations[start + left]) + Int(deviations[start + column])
          sum += Int(deviations[start + right])
        }
        result[row * columns + column] = sum
      }
    }
    return result
  }

  private func percentile90(of contrast: [Int]) -> Int {
    var histogram = [Int](repeating: 0, count: 9 * 255 + 1)
    for value in contrast { histogram[value] += 1 }
    var left = contrast.count / 10
    for value in histogram.indices.reversed() {
      left -= histogram[value]
      if left < 0 { return value }
    }
    return 0
  }

  /// How much brighter the background is than the print, summed over pairs of cells across the edge,
  /// as a share of all differences between them: 1 if always brighter, -1 if always darker.
  private func stepShare(into background: [Bool], distance: Int) -> Double {
    var steps = 0
    var all = 0
    func compare(_ a: Int, _ b: Int) {
      guard background[a] != background[b] else { return }
      let step = Int(sums[a]) - Int(sums[b])
      steps += background[a] ? step : -step
      all += abs(step)
    }
    for row in 0..<rows {
      for column in 0..<columns {
        let here = row * columns + column
        if column >= distance { compare(here, here - distance) }
        if row >= distance { compare(here, here - distance * columns) }
      }
    }
    return all > 0 ? Double(steps) / Double(all) : 0
  }
}
