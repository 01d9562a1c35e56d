// SPDX-License-Identifier: Apache-2.0

public import Imaging

/// A near-infrared picture of an eye that nobody has, and the truth about it.
public struct EyeImage: Sendable {
  /// The picture, 8 bits, without a resolution: distances differ.
  public let image: GrayImage
  /// What it shows.
  public let truth: EyeTruth

  /// Takes a picture. It is the same on every machine.
  public init(of eye: MasterEye, _ conditions: EyeConditions = EyeConditions()) {
    let pose = EyePose(eye.face, conditions)
    var scene = EyeScene(pose, eye)
    scene.paint()
    scene.drawLashes()
    let visible = scene.visibleShare()
    scene.light()
    image = EyeCamera(conditions).picture(of: scene.grey, seed: conditions.seed)
    truth = EyeTruth(
      pupil: EyeTruth.Circle(x: pose.pupilX, y: pose.pupilY, radius: pose.pupilRadius),
      limbus: EyeTruth.Circle(x: pose.x, y: pose.y, radius: pose.radius),
      usableArea: 100 * visible, label: eye.label)
  }
}
