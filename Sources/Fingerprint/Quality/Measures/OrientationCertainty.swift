// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// OCL: how much one direction prevails in a block, from the eigenvalues of its gradient covariance.
enum OrientationCertainty {
  static let bounds = [0.337, 0.479, 0.579, 0.655, 0.716, 0.766, 0.81, 0.852, 0.898]

  static func histogram(_ cells: CellGrid) -> MeasureHistogram {
    MeasureHistogram(values(cells), bounds: bounds)
  }

  /// One value for each whole cell that is not flat.
  static func values(_ cells: CellGrid) -> [Double] {
    let whole = CellGrid.side * CellGrid.side
    var values: [Double] = []
    for row in 0..<cells.rows {
      for column in 0..<cells.columns where cells.pixels(column, row) == whole {
        if let value = value(cells[column, row]) { values.append(value) }
      }
    }
    return values
  }

  /// 1 less the smaller eigenvalue over the larger; nil for a flat block.
  static func value(_ sums: BlockSums) -> Double? {
    let scale = 1 / Double(4 * CellGrid.side * CellGrid.side)
    let (a, b, c) = (Double(sums.xx) * scale, Double(sums.yy) * scale, Double(sums.xy) * scale)
    let root = ((a - b) * (a - b) + 4 * c * c).squareRoot()
    let largest = (a + b + root) / 2
    return largest == 0 ? nil : 1 - (a + b - root) / 2 / largest
  }
}
