// SPDX-License-Identifier: Apache-2.0

/// OF: how far the direction of a block departs from those of its eight neighbours, beyond what
/// ridges bend by nature.
enum OrientationFlow {
  static let bounds = [0.01715, 0.035, 0.0557, 0.081, 0.115, 0.1718, 0.2569, 0.4758, 0.748]
  /// Departure that is not counted, radians.
  private static let natural = 4 * Double.pi / 180
  /// The largest departure that can be counted, radians.
  private static let range = 86 * Double.pi / 180

  static func histogram(_ blocks: BlockGrid) -> MeasureHistogram {
    MeasureHistogram(values(blocks), bounds: bounds)
  }

  /// One value for each block that is foreground with all its neighbours and bends enough. NFIQ 2
  /// does not fold directions half a turn apart together.
  static func values(_ blocks: BlockGrid) -> [Double] {
    guard blocks.columns >= 3, blocks.rows >= 3 else { return [] }
    var values: [Double] = []
    for row in 1..<blocks.rows - 1 {
      for column in 1..<blocks.columns - 1 {
        let departure = departure(row * blocks.columns + column, blocks)
        if let departure, departure > natural { values.append((departure - natural) / range) }
      }
    }
    return values
  }

  /// Mean difference to the neighbours in radians; nil where one of them is background.
  private static func departure(_ block: Int, _ blocks: BlockGrid) -> Double? {
    var sum = 0.0
    for row in -1...1 {
      for column in -1...1 {
        let neighbour = block + row * blocks.columns + column
        guard blocks.foreground[neighbour] else { return nil }
        sum += abs(blocks.orientations[block] - blocks.orientations[neighbour])
      }
    }
    return sum / 8
  }
}
