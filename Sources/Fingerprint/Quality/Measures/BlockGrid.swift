// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The blocks that are looked at along and across their ridges: 32x32 pixels, two pixels off the
/// cells of the image, so that a square turned by any angle has its corners in a window of 36x36.
struct BlockGrid {
  /// Pixels from the window's edge to the block's.
  static let border = 2

  let columns: Int
  let rows: Int
  /// Ridge directions in radians, -pi/2...pi/2, row by row.
  let orientations: [Double]
  /// Whether every cell that the block touches is foreground.
  let foreground: [Bool]

  init(_ image: Plane<UInt8>, _ cells: CellGrid, _ kernels: any QualityKernels) {
    let side = CellGrid.side
    columns = max(0, (image.width - 2 * Self.border) / side)
    rows = max(0, (image.height - 2 * Self.border) / side)
    let mask = cells.foreground()
    var orientations: [Double] = []
    var foreground: [Bool] = []
    for row in 0..<rows {
      for column in 0..<columns {
        let corner = image.row(side * row + Self.border) + (side * column + Self.border)
        let sums = kernels.blockSums(corner, stride: image.stride, width: side, height: side)
        orientations.append(Self.orientation(sums))
        let cell = row * cells.columns + column
        foreground.append(
          mask[cell] && mask[cell + 1] && mask[cell + cells.columns]
            && mask[cell + cells.columns + 1])
      }
    }
    self.orientations = orientations
    self.foreground = foreground
  }

  /// Number of foreground blocks.
  var foregroundCount: Int { foreground.count { $0 } }

  /// Calls `body` with column, row and orientation of each foreground block.
  func forEachForeground(_ body: (Int, Int, Double) -> Void) {
    for index in orientations.indices where foreground[index] {
      body(index % columns, index / columns, orientations[index])
    }
  }

  /// NFIQ 2 takes the mean product of the gradients once, where the doubled angle of a structure
  /// tensor has it twice: directions off the axes come out a little closer to them.
  private static func orientation(_ sums: BlockSums) -> Double {
    let scale = 1 / Double(4 * CellGrid.side * CellGrid.side)  // doubled differences, 32x32 pixels
    let difference = Double(sums.xx - sums.yy) * scale
    let product = Double(sums.xy) * scale
    let norm = product * product + difference * difference + Double.ulpOfOne
    return Elementary.atan2(product / norm, difference / norm) / 2
  }
}
