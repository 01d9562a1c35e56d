// SPDX-License-Identifier: Apache-2.0

/// What to tell the person in front of the camera; the operator's screen shows one at a time.
public enum CaptureFeedback: String, Sendable, Hashable, CaseIterable {
  case noEye = "no-eye"
  case comeCloser = "come-closer"
  case moveBack = "move-back"
  case centreEye = "centre-eye"
  case openWider = "open-wider"
  case holdStill = "hold-still"
  case lookAtMirror = "look-at-mirror"
  case takeOffGlasses = "take-off-glasses"
  case dimLight = "dim-light"
  case brightenLight = "brighten-light"
  case checkLens = "check-lens"

  /// The most important thing to tell, in the order of the cases; nil where the picture is good.
  ///
  /// `features` is nil where no eye was found, `highlights` counts large ones outside the pupil.
  public static func first(
    _ features: IrisFeatures?, highlights: Int = 0, limits: CaptureLimits = CaptureLimits()
  ) -> CaptureFeedback? {
    guard let m = features?.measures else { return .noEye }
    if m.irisRadius < limits.irisRadius { return .comeCloser }
    if m.marginAdequacy < limits.marginAdequacy {
      // An eye in the middle that has no margin is too near; one aside has to move aside.
      return features.map(isInMiddle) == true ? .moveBack : .centreEye
    }
    if m.usableArea < limits.usableArea { return .openWider }
    if m.sharpness < limits.sharpness { return .holdStill }
    if m.concentricity < limits.concentricity { return .lookAtMirror }
    if highlights > limits.highlights { return .takeOffGlasses }
    if m.pupilDilation < limits.pupilDilation.lowerBound { return .dimLight }
    if m.pupilDilation > limits.pupilDilation.upperBound { return .brightenLight }
    if m.greyUtilisation < limits.greyUtilisation { return .brightenLight }
    let hasContrast =
      m.irisPupilContrast >= limits.irisPupilContrast
      && m.irisScleraContrast >= limits.irisScleraContrast
    return hasContrast ? nil : .checkLens
  }

  /// Whether the eye is as far from opposite edges of the picture as makes no difference.
  private static func isInMiddle(_ features: IrisFeatures) -> Bool {
    let (limbus, size) = (features.geometry.limbus, features.geometry.pictureSize)
    let offX = abs(limbus.x - Float(size.width) / 2)
    let offY = abs(limbus.y - Float(size.height) / 2)
    return offX < 0.25 * limbus.radius && offY < 0.25 * limbus.radius
  }

  /// In English.
  public var english: String {
    switch self {
    case .noEye: "No eye is seen: look into the camera"
    case .comeCloser: "Come closer"
    case .moveBack: "Move back a little"
    case .centreEye: "Bring the eye to the middle"
    case .openWider: "Open the eye wider"
    case .holdStill: "Hold still"
    case .lookAtMirror: "Look straight at the mirror"
    case .takeOffGlasses: "Take off the glasses"
    case .dimLight: "Dim the light: the pupil is too small"
    case .brightenLight: "More light: the pupil is too wide or the picture too dark"
    case .checkLens: "Little contrast: check for a patterned contact lens"
    }
  }

  /// In Vietnamese.
  public var vietnamese: String {
    switch self {
    case .noEye: "Không thấy mắt: hãy nhìn vào máy ảnh"
    case .comeCloser: "Lại gần hơn"
    case .moveBack: "Lùi lại một chút"
    case .centreEye: "Đưa mắt vào giữa khung hình"
    case .openWider: "Mở mắt to hơn"
    case .holdStill: "Giữ yên"
    case .lookAtMirror: "Nhìn thẳng vào gương"
    case .takeOffGlasses: "Bỏ kính ra"
    case .dimLight: "Giảm ánh sáng: đồng tử quá nhỏ"
    case .brightenLight: "Tăng ánh sáng: đồng tử quá rộng hoặc ảnh quá tối"
    case .checkLens: "Độ tương phản thấp: kiểm tra kính áp tròng có hoa văn"
    }
  }
}
