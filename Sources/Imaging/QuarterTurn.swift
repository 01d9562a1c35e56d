// SPDX-License-Identifier: Apache-2.0

extension NormalizedImage {
  /// The picture turned counter-clockwise by so many quarters of a turn, each pixel as it is. Where the
  /// turned places lie in the source is not told.
  public func turned(quarters: Int) -> NormalizedImage {
    var image = self
    for _ in 0..<(quarters % 4 + 4) % 4 { image = image.turnedOnce }
    return image
  }

  private var turnedOnce: NormalizedImage {
    let (columns, rows) = (width, height)
    let turned = [UInt8](unsafeUninitializedCapacity: pixels.count) { out, count in
      var place = 0
      for column in (0..<columns).reversed() {
        for row in 0..<rows {
          out[place] = pixels[row * columns + column]
          place += 1
        }
      }
      count = place
    }
    let origin = Origin(resolution: origin.resolution, inverted: origin.inverted)
    // The sides are in range and the count is right, since they are this image's.
    return NormalizedImage(width: rows, height: columns, pixels: turned, origin: origin) ?? self
  }
}
