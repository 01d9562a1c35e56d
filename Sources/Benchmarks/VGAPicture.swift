// SPDX-License-Identifier: Apache-2.0

import Imaging

/// Pictures of eyes brought to 640x480, the size that iris cameras give: doubled where they fit, else in
/// the middle with their border repeated or cut off.
enum VGAPicture {
  private static let (width, height) = (640, 480)

  static func of(_ image: GrayImage) -> GrayImage {
    let isSmall = 2 * image.width <= width && 2 * image.height <= height
    let left = (width - image.width) / 2
    let top = (height - image.height) / 2
    let pixels = (0..<height).flatMap { y in
      (0..<width).map { x in
        isSmall ? doubled(image, x, y) : pixel(image, x - left, y - top)
      }
    }
    return GrayImage(width: width, height: height, pixels: pixels, resolution: image.resolution)
      ?? image
  }

  private static func pixel(_ image: GrayImage, _ x: Int, _ y: Int) -> UInt8 {
    let (column, row) = (min(max(x, 0), image.width - 1), min(max(y, 0), image.height - 1))
    return image.pixels[row * image.width + column]
  }

  /// Bilinear interpolation at half the coordinates: weights of 3 and 1 quarters each way.
  private static func doubled(_ image: GrayImage, _ x: Int, _ y: Int) -> UInt8 {
    let (near, far) = (((x - 1) >> 1, (y - 1) >> 1), ((x - 1) >> 1 + 1, (y - 1) >> 1 + 1))
    let (right, down) = (x & 1 == 0 ? 3 : 1, y & 1 == 0 ? 3 : 1)
    func row(_ y: Int) -> Int {
      Int(pixel(image, near.0, y)) * (4 - right) + Int(pixel(image, far.0, y)) * right
    }
    return UInt8((row(near.1) * (4 - down) + row(far.1) * down + 8) / 16)
  }
}
