// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// How far gradients agree inside the cells that show finger.
public struct RegionCoherence: Sendable, Hashable {
  /// Sum of the cells' coherence, each 0...1.
  public let sum: Double
  /// Mean of the cells' coherence; 0 without cells.
  public let relative: Double

  /// Takes the cells of the image and for each the pixels that belong to the region of interest.
  init(_ cells: CellGrid, regionPixels: [Int]) {
    var (sum, count) = (0.0, 0)
    for row in 0..<cells.rows {
      for column in 0..<cells.columns {
        let pixels = cells.pixels(column, row)
        let inside = regionPixels[row * cells.columns + column] > 0
        guard inside || Self.countsEmptyCell(of: pixels) else { continue }
        sum += Self.coherence(cells[column, row])
        count += 1
      }
    }
    self.sum = sum
    relative = count == 0 ? 0 : sum / Double(count)
  }

  private static func coherence(_ cell: BlockSums) -> Double {
    let energy = Double(cell.xx) + Double(cell.yy)
    guard energy > 0 else { return 0 }
    let (x, y) = (2 * Double(cell.xy), Double(cell.xx) - Double(cell.yy))
    return (x * x + y * y).squareRoot() / energy
  }

  /// NFIQ 2 takes a cell whose mean in the mask is below white for one of the region, and a mean of
  /// nothing but white comes out a rounding error below it for some sizes of cells.
  private static func countsEmptyCell(of pixels: Int) -> Bool {
    Double(255 * pixels) * (1 / Double(pixels)) < 255
  }
}
