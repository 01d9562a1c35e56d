// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The image in cells of 32x32 pixels from the top left corner; those at the right and bottom edge
/// may be smaller.
struct CellGrid {
  /// Side of a cell in pixels.
  static let side = 32
  /// A cell is foreground when its standard deviation exceeds this share of the image's.
  static let foregroundShare = 0.1

  let columns: Int
  let rows: Int
  /// Row by row.
  let sums: [BlockSums]
  private let width: Int
  private let height: Int

  init(_ image: Plane<UInt8>, _ kernels: any QualityKernels) {
    width = image.width
    height = image.height
    columns = (width + Self.side - 1) / Self.side
    rows = (height + Self.side - 1) / Self.side
    var sums: [BlockSums] = []
    sums.reserveCapacity(columns * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        let (x, y) = (column * Self.side, row * Self.side)
        sums.append(
          kernels.blockSums(
            image.row(y) + x, stride: image.stride, width: min(Self.side, image.width - x),
            height: min(Self.side, image.height - y)))
      }
    }
    self.sums = sums
  }

  subscript(column: Int, row: Int) -> BlockSums { sums[row * columns + column] }

  /// Pixels of a cell.
  func pixels(_ column: Int, _ row: Int) -> Int {
    min(Self.side, width - column * Self.side) * min(Self.side, height - row * Self.side)
  }

  /// Grey of the whole image: mean and population standard deviation.
  var grey: GreyMoments {
    let total = sums.reduce(into: (grey: 0, square: 0)) {
      $0.grey += Int($1.grey)
      $0.square += Int($1.square)
    }
    return GreyMoments(sum: total.grey, squares: total.square, pixels: width * height)
  }

  /// Grey of one cell.
  func grey(_ column: Int, _ row: Int) -> GreyMoments {
    let cell = self[column, row]
    return GreyMoments(
      sum: Int(cell.grey), squares: Int(cell.square), pixels: pixels(column, row))
  }

  /// Mean of the cells' means; a partial cell counts like a whole one (MMB).
  var meanOfMeans: Double {
    var sum = 0.0
    for row in 0..<rows {
      for column in 0..<columns { sum += grey(column, row).mean }
    }
    return sum / Double(columns * rows)
  }

  /// For each cell, row by row, whether it varies enough to be fingerprint.
  func foreground() -> [Bool] {
    let image = grey.deviation
    return (0..<sums.count).map {
      grey($0 % columns, $0 / columns).deviation / image > Self.foregroundShare
    }
  }
}

/// Mean and population standard deviation of grey.
struct GreyMoments {
  let mean: Double
  let deviation: Double

  init(sum: Int, squares: Int, pixels: Int) {
    let share = 1 / Double(pixels)
    mean = Double(sum) * share
    deviation = max(Double(squares) * share - mean * mean, 0).squareRoot()
  }

  /// Of a whole image.
  init(of image: NormalizedImage) {
    var (sum, squares) = (0, 0)
    for pixel in image.pixels {
      sum &+= Int(pixel)
      squares &+= Int(pixel) &* Int(pixel)
    }
    self.init(sum: sum, squares: squares, pixels: image.pixels.count)
  }
}
