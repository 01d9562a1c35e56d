// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The part of an image that is left when white rows and columns are cut off its edges.
struct PixelFrame: Equatable {
  let x: Int
  let y: Int
  let width: Int
  let height: Int

  /// Rows and columns at the edges are cut off while their mean grey is above this.
  static let white = 250

  /// Nil for an image that is white everywhere. Means are over the whole image: cutting rows off
  /// does not change those of the columns.
  init?(_ image: NormalizedImage, _ kernels: any QualityKernels) {
    var rows = [UInt32](repeating: 0, count: image.height)
    var columns = [UInt32](repeating: 0, count: image.width)
    image.pixels.withUnsafeBufferPointer { pixels in
      guard let base = pixels.baseAddress else { return }
      kernels.frameSums(
        base, stride: image.width, width: image.width, height: image.height, rows: &rows,
        columns: &columns)
    }
    let isDarkRow = { Int(rows[$0]) <= Self.white * image.width }
    let isDarkColumn = { Int(columns[$0]) <= Self.white * image.height }
    guard let top = rows.indices.first(where: isDarkRow),
      let bottom = rows.indices.last(where: isDarkRow),
      let left = columns.indices.first(where: isDarkColumn),
      let right = columns.indices.last(where: isDarkColumn)
    else { return nil }
    (x, y, width, height) = (left, top, right - left + 1, bottom - top + 1)
  }
}
