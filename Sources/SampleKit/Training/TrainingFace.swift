// SPDX-License-Identifier: Apache-2.0

public import Imaging

/// A drawn face before a portrait camera.
public enum TrainingFace {
  /// The camera's picture, 640 x 480: the head fills the frame that `PortraitGuide` has by default.
  public static func frame() -> GrayImage? {
    let (width, height) = (640, 480)
    let scale = 1.05
    let pixels = (0..<width * height).map { place in
      let (x, y) = (Double(place % width) - 320, Double(place / width) - 204)
      return UInt8(min(max(DrawnPortrait.grey(150 + x / scale, 180 + y / scale), 0), 255))
    }
    return GrayImage(width: width, height: height, pixels: pixels, resolution: nil)
  }
}
