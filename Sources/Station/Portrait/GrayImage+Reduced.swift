// SPDX-License-Identifier: Apache-2.0

import Imaging

extension GrayImage {
  /// The picture at so many times fewer columns and rows, each pixel the mean of the ones in its place;
  /// what remains at the right and lower edge is left out. Nil where nothing remains.
  func reduced(by times: Int) -> GrayImage? {
    guard times > 1 else { return self }
    let (columns, rows) = (width / times, height / times)
    var means: [UInt8] = []
    means.reserveCapacity(columns * rows)
    for y in 0..<rows {
      for x in 0..<columns {
        var sum = 0
        for line in y * times..<(y + 1) * times {
          let start = line * width + x * times
          for place in start..<start + times { sum += Int(pixels[place]) }
        }
        means.append(UInt8(clamping: (sum + times * times / 2) / (times * times)))
      }
    }
    return GrayImage(width: columns, height: rows, pixels: means, resolution: nil)
  }
}
