// SPDX-License-Identifier: Apache-2.0

/// A rectangle of an image's pixels.
struct PixelWindow: Equatable {
  var x: Int
  var y: Int
  var width: Int
  var height: Int
}

/// What counts as a border that shows nothing.
public struct BorderParameters: Sendable, Hashable {
  /// Standard deviation of a cell in grey levels up to which it shows nothing. A print of 10 levels
  /// from ridge to valley has 3.5; noise of white paper after JPEG or WSQ has 1 to 2.
  public var flatness = 3.0
  /// Levels that a cell's mean may be away from the others' of its row or column: borders are white
  /// or of one colour.
  public var evenness = 10.0
  /// Share of the cells of a row or column that may show something: specks of dust.
  public var specks = 1.0 / 32
  /// Cells kept around what shows something; one cell is 8 pixels at 500 ppi.
  public var margin = 1

  /// The defaults.
  public init() {}
}

extension CellStatistics {
  /// The part of an image inside its empty borders; all of it when it is blank.
  ///
  /// An axis on which less than `minimumSide` pixels would stay is not cut.
  func window(
    of image: GrayImage, _ parameters: BorderParameters, minimumSide: Int
  ) -> PixelWindow {
    let down = busyRange(rows, parameters) { Line(start: $0 * columns, step: 1, count: columns) }
    let across = busyRange(columns, parameters) { Line(start: $0, step: columns, count: rows) }
    let y = pixels(down, of: rows, length: image.height, parameters.margin, minimumSide)
    let x = pixels(across, of: columns, length: image.width, parameters.margin, minimumSide)
    return PixelWindow(x: x.lowerBound, y: y.lowerBound, width: x.count, height: y.count)
  }

  /// The cells of one row or column.
  private struct Line {
    let start: Int
    let step: Int
    let count: Int
  }

  /// From the first to the last line of cells that shows something; nil when none does.
  private func busyRange(
    _ count: Int, _ parameters: BorderParameters, line: (Int) -> Line
  ) -> ClosedRange<Int>? {
    guard let first = (0..<count).first(where: { !isEmpty(line($0), parameters) }),
      let last = (0..<count).last(where: { !isEmpty(line($0), parameters) })
    else { return nil }
    return first...last
  }

  private func isEmpty(_ line: Line, _ parameters: BorderParameters) -> Bool {
    let level = Int(sums[line.start + line.count / 2 * line.step])
    let flat = Int(parameters.flatness * 2)
    let even = Int(parameters.evenness * 16)
    var busy = 0
    for cell in stride(
      from: line.start, to: line.start + line.count * line.step, by: line.step)
    where Int(deviations[cell]) > flat || abs(Int(sums[cell]) - level) > even {
      busy += 1
    }
    return Double(busy) <= Double(line.count) * parameters.specks
  }

  private func pixels(
    _ busy: ClosedRange<Int>?, of count: Int, length: Int, _ margin: Int, _ minimumSide: Int
  ) -> Range<Int> {
    guard let busy else { return 0..<length }
    let from = max(0, (busy.lowerBound - margin) * side)
    let isLast = busy.upperBound + margin >= count - 1
    let to = isLast ? length : (busy.upperBound + margin + 1) * side
    return to - from < minimumSide ? 0..<length : from..<to
  }
}
