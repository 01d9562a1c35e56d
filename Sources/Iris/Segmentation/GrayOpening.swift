// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Grey opening with a square: removes bright spots that are narrower than the square, such as the
/// reflections of lamps, and leaves edges where they are.
final class GrayOpening {
  private let between = Plane<UInt8>(margin: 0)
  private let lines = Plane<UInt8>(margin: 0)
  private typealias Choose = (
    UnsafePointer<UInt8>, UnsafePointer<UInt8>, Int, UnsafeMutablePointer<UInt8>
  ) -> Void

  /// Opens a picture in place with squares of `2 * radius + 1` pixels a side.
  func run(_ picture: Plane<UInt8>, radius: Int, _ kernels: any IrisKernels) {
    between.layOut(width: picture.width, height: picture.height)
    lines.layOut(width: picture.width + 2 * radius + 64, height: 2)
    let darker: Choose = { kernels.darker($0, $1, count: $2, out: $3) }
    let lighter: Choose = { kernels.lighter($0, $1, count: $2, out: $3) }
    alongRows(picture, into: between, radius, darker)
    alongColumns(between, into: picture, radius, darker)
    alongRows(picture, into: between, radius, lighter)
    alongColumns(between, into: picture, radius, lighter)
  }

  /// Windows grow by doubling: that of 2n pixels is the choice between two of n.
  private func alongRows(
    _ picture: Plane<UInt8>, into out: Plane<UInt8>, _ radius: Int, _ choose: Choose
  ) {
    let (width, window) = (picture.width, 2 * radius + 1)
    for y in 0..<picture.height {
      let row = picture.row(y)
      var (line, other) = (lines.row(0), lines.row(1))
      line.update(repeating: row[0], count: radius)
      (line + radius).update(from: row, count: width)
      (line + radius + width).update(repeating: row[width - 1], count: radius)
      var length = 1
      while length * 2 <= window {
        choose(line, line + length, width + 2 * radius - 2 * length + 1, other)
        swap(&line, &other)
        length *= 2
      }
      choose(line, line + (window - length), width, out.row(y))
    }
  }

  /// The same down the columns; `picture` is used up.
  private func alongColumns(
    _ picture: Plane<UInt8>, into out: Plane<UInt8>, _ radius: Int, _ choose: Choose
  ) {
    let (width, last, window) = (picture.width, picture.height - 1, 2 * radius + 1)
    var length = 1
    while length * 2 <= window {
      for y in 0...last {
        let row = picture.row(y)
        choose(row, picture.row(min(last, y + length)), width, row)
      }
      length *= 2
    }
    for y in 0...last {
      let first = picture.row(max(0, y - radius))
      let second = picture.row(min(last, max(0, y + radius - length + 1)))
      choose(first, second, width, out.row(y))
    }
  }
}
