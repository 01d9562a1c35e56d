// SPDX-License-Identifier: Apache-2.0

public import Imaging

extension SlapSegmentation {
  /// Cuts a finger out of the slap that it was found on, at the slap's resolution.
  ///
  /// Pixels are copied, not turned or resampled: a record and a comparison want them as they were
  /// captured. What lies outside the turned box, grown by `margin` on each side, is paper, so that no
  /// neighbour shows. Nil when the image is not the one that the finger was found on.
  public func image(of finger: SlapFinger, on slap: GrayImage, margin: Double = 8) -> GrayImage? {
    let box = finger.box.grown(by: margin)
    guard finger.bounds.right < slap.width, finger.bounds.bottom < slap.height,
      let bounds = PixelBox(around: box, width: slap.width, height: slap.height)
    else { return nil }
    var pixels: [UInt8] = []
    pixels.reserveCapacity(bounds.width * bounds.height)
    for y in bounds.top...bounds.bottom {
      for x in bounds.left...bounds.right {
        let isFinger = box.contains(x: Double(x), y: Double(y))
        pixels.append(isFinger ? slap.pixels[y * slap.width + x] : paper)
      }
    }
    return GrayImage(
      width: bounds.width, height: bounds.height, pixels: pixels, resolution: slap.resolution)
  }

  /// Grey of what shows no finger.
  private var paper: UInt8 { hasLightRidges ? 0 : 255 }
}

extension TurnedBox {
  /// The box with so many pixels more on each side.
  func grown(by margin: Double) -> TurnedBox {
    TurnedBox(
      x: x, y: y, width: width + 2 * margin, height: height + 2 * margin, angle: angle)
  }
}
