// SPDX-License-Identifier: Apache-2.0

public import Biometrics
public import Camera
public import Imaging

/// The part of a camera's picture that shows one eye.
public struct EyePicture: Sendable, Hashable {
  /// Which eye, as the operator or the camera's build says.
  public let label: EyeLabel
  /// The picture.
  public let image: GrayImage

  /// The eyes of a frame: one, which `label` names, or two side by side, of which the person's right
  /// one is in the left half.
  public static func all(
    in picture: Picture, _ eyes: CameraQuirks.Eyes, label: EyeLabel
  ) -> [EyePicture] {
    guard eyes == .two else {
      return [EyePicture(label, picture, columns: 0..<picture.width)].compactMap { $0 }
    }
    let middle = picture.width / 2
    return [
      EyePicture(.right, picture, columns: 0..<middle),
      EyePicture(.left, picture, columns: middle..<2 * middle),
    ].compactMap { $0 }
  }

  private init?(_ label: EyeLabel, _ picture: Picture, columns: Range<Int>) {
    let isWhole = columns.count == picture.width
    let pixels =
      isWhole
      ? picture.pixels
      : (0..<picture.height).flatMap { y in
        picture.pixels[
          y * picture.width + columns.lowerBound..<y * picture.width + columns.upperBound]
      }
    // Pixels per inch depend on how far the eye is away.
    guard
      let image = GrayImage(
        width: columns.count, height: picture.height, pixels: pixels, resolution: nil)
    else { return nil }
    self.label = label
    self.image = image
  }
}
