// SPDX-License-Identifier: Apache-2.0

public import Biometrics

extension IrisFeatures {
  /// Pupil, limbus and lids as records describe them.
  public var outline: EyeOutline {
    EyeOutline(
      pupil: Self.circle(geometry.pupil), limbus: Self.circle(geometry.limbus),
      upperLid: lidPoints(from: 256, through: 512), lowerLid: lidPoints(from: 256, through: 0))
  }

  private static func circle(_ circle: Circle) -> EyeOutline.Circle {
    EyeOutline.Circle(
      centre: EyeOutline.Point(x: Int(circle.x.rounded()), y: Int(circle.y.rounded())),
      radius: Int(circle.radius.rounded()))
  }

  /// Where the lid begins on rays from the left to the right, over the top or under the bottom.
  private func lidPoints(from: Int, through: Int) -> [EyeOutline.Point] {
    stride(from: from, through: through, by: through > from ? 16 : -16).map { step in
      let column = step % IrisSheet.columns
      let ray = IrisSheet.ray(geometry, column)
      let share = Float(lids[column]) / Float(IrisSheet.rows)
      let place = ray.from + (ray.to - ray.from) * share
      return EyeOutline.Point(x: Int(place.x.rounded()), y: Int(place.y.rounded()))
    }
  }
}
