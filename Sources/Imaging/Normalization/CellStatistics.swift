// SPDX-License-Identifier: Apache-2.0

/// Brightness and contrast of an image's cells, squares a little narrower than one ridge period.
///
/// Each cell is sampled at 4x4 places, about 250 to the inch, which is enough to tell ridges from
/// background at a sixteenth of the cost or less.
struct CellStatistics {
  /// Samples along each side of a cell.
  private static let samples = 4
  /// Samples per inch.
  private static let samplesPerInch = 250.0

  /// Pixels along each side of a cell: 8 at 500 ppi.
  let side: Int
  let columns: Int
  let rows: Int
  /// Sums of the 16 samples of each cell, row by row.
  private(set) var sums: [UInt16]
  /// Standard deviation of the samples of each cell, in half grey levels.
  private(set) var deviations: [UInt8]

  /// Takes an image and its resolution; what is left over at the right and bottom is not looked at.
  init(_ image: GrayImage, pixelsPerInch: Double) {
    let step = max(1, Int((pixelsPerInch / Self.samplesPerInch).rounded()))
    side = Self.samples * step
    columns = image.width / side
    rows = image.height / side
    sums = []
    deviations = []
    sums.reserveCapacity(columns * rows)
    deviations.reserveCapacity(columns * rows)
    image.pixels.withUnsafeBufferPointer { pixels in
      for row in 0..<rows {
        for column in 0..<columns {
          let start = (row * side + step / 2) * image.width + column * side + step / 2
          measure(pixels, from: start, step: step, stride: image.width * step)
        }
      }
    }
  }

  private mutating func measure(
    _ pixels: UnsafeBufferPointer<UInt8>, from start: Int, step: Int, stride: Int
  ) {
    var sum: Int32 = 0
    var squares: Int32 = 0
    for y in 0..<Self.samples {
      let row = start &+ y &* stride
      for x in 0..<Self.samples {
        let value = Int32(pixels[row &+ x &* step])
        sum &+= value
        squares &+= value &* value
      }
    }
    sums.append(UInt16(sum))
    let variance = 16 &* squares &- sum &* sum
    deviations.append(UInt8(Float(variance).squareRoot() / 8))
  }
}
