// SPDX-License-Identifier: Apache-2.0

/// What to tell the operator about a portrait; one at a time, in the order of the cases.
public enum PortraitFeedback: String, Sendable, Hashable, CaseIterable, Encodable {
  case comeCloser = "come-closer"
  case moreLight = "more-light"
  case lessLight = "less-light"
  case lightFromFront = "light-from-front"
  case holdStill = "hold-still"
  case plainBackground = "plain-background"
  case lightBackground = "light-background"

  /// The most important one; nil where the picture is good.
  public static func first(
    _ measures: PortraitMeasures, limits: PortraitLimits = PortraitLimits()
  ) -> PortraitFeedback? {
    if measures.headWidth < limits.headWidth { return .comeCloser }
    if measures.brightness < limits.brightness.lowerBound { return .moreLight }
    if measures.brightness > limits.brightness.upperBound || measures.clipped > limits.clipped {
      return .lessLight
    }
    if measures.unevenness > limits.unevenness { return .lightFromFront }
    if measures.sharpness < limits.sharpness { return .holdStill }
    if measures.backgroundUnrest > limits.backgroundUnrest { return .plainBackground }
    return measures.background < limits.background ? .lightBackground : nil
  }

  /// In English.
  public var english: String {
    switch self {
    case .comeCloser: "Come closer: the head must fill the frame"
    case .moreLight: "More light on the face"
    case .lessLight: "Less light on the face"
    case .lightFromFront: "One side is darker: light the face from the front"
    case .holdStill: "Hold still, or focus the camera"
    case .plainBackground: "The background is not plain"
    case .lightBackground: "The background is too dark"
    }
  }

  /// In Vietnamese.
  public var vietnamese: String {
    switch self {
    case .comeCloser: "Lại gần hơn: đầu phải vừa khung hình"
    case .moreLight: "Tăng ánh sáng trên khuôn mặt"
    case .lessLight: "Giảm ánh sáng trên khuôn mặt"
    case .lightFromFront: "Một bên mặt bị tối: chiếu sáng từ phía trước"
    case .holdStill: "Giữ yên, hoặc lấy nét máy ảnh"
    case .plainBackground: "Phông nền không đồng đều"
    case .lightBackground: "Phông nền quá tối"
    }
  }
}

/// What a portrait must have: start values, to be set by the pictures that a site accepts.
public struct PortraitLimits: Sendable, Hashable {
  /// Pixels from ear to ear: 180 give 90 between the eyes, the least of ISO/IEC 19794-5's full frontal.
  public var headWidth = 180
  /// Mean grey of the face; skin of all colours lies inside when it is lit well.
  public var brightness: ClosedRange<Double> = 55...210
  /// Share of the face without detail in per cent; hair and highlights make some.
  public var clipped = 12.0
  /// Difference of the face's halves in per cent: a lamp at one side makes 40 and more.
  public var unevenness = 25.0
  /// See `PortraitMeasures`: a sharp face has 0.06 and more at a head of 200 pixels.
  public var sharpness = 0.04
  /// Standard deviation of the background; a wall with a soft shadow has about 10.
  public var backgroundUnrest = 18.0
  /// Mean grey of the background: light, as cards want it.
  public var background = 120.0

  /// The start values.
  public init() {}
}
