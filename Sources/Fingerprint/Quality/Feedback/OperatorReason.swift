// SPDX-License-Identifier: Apache-2.0

/// Why a print should be taken again, in words that the operator can act on.
///
/// In the order in which they are told, one at a time: a wrong hand first, then what spoils the
/// whole image, then how the finger lies, then the skin, which is looked at once it lies well.
public enum OperatorReason: String, Sendable, Hashable, CaseIterable, Comparable {
  /// The print is of the other hand.
  case wrongHand = "wrong-hand"
  /// The finger moved while the image was taken.
  case moved
  /// An earlier print is still on the glass.
  case ghost
  /// Only the tip touches.
  case tipOnly = "tip-only"
  /// Too little of the finger touches.
  case partial
  /// The finger lies beside the middle of the glass.
  case offCentre = "off-centre"
  /// The finger is turned.
  case rotated
  /// Valleys are closed: wet skin, or a finger pressed too hard.
  case tooWet = "too-wet"
  /// Ridges are broken: dry skin.
  case tooDry = "too-dry"
  /// Ridges are thin and pale: the finger hardly touches.
  case tooLight = "too-light"

  /// For the operator, in English.
  public var english: String {
    switch self {
    case .wrongHand: "this is the other hand"
    case .moved: "the finger moved: hold it still"
    case .ghost: "an earlier print is on the glass: clean it"
    case .tipOnly: "only the fingertip: move the finger up and put it down flat"
    case .partial: "too little of the finger: put it down flat"
    case .offCentre: "put the finger in the middle of the glass"
    case .rotated: "put the finger straight"
    case .tooWet: "too wet or pressed too hard: dry the finger, press less"
    case .tooDry: "too dry: moisten the finger"
    case .tooLight: "too light: press a little harder"
    }
  }

  /// For the operator, in Vietnamese.
  public var vietnamese: String {
    switch self {
    case .wrongHand: "nhầm tay: hãy đặt bàn tay kia"
    case .moved: "ngón tay bị xê dịch: hãy giữ yên"
    case .ghost: "trên mặt kính còn vết vân tay cũ: hãy lau sạch"
    case .tipOnly: "chỉ thấy đầu ngón tay: hãy đưa ngón lên và đặt phẳng"
    case .partial: "diện tích vân tay quá nhỏ: hãy đặt ngón tay phẳng"
    case .offCentre: "hãy đặt ngón tay vào giữa mặt kính"
    case .rotated: "hãy đặt ngón tay thẳng"
    case .tooWet: "ngón tay ướt hoặc ấn quá mạnh: hãy lau khô, ấn nhẹ hơn"
    case .tooDry: "ngón tay quá khô: hãy làm ẩm ngón tay"
    case .tooLight: "vân tay quá mờ: hãy ấn mạnh hơn một chút"
    }
  }

  /// By the order in which they are told.
  public static func < (a: OperatorReason, b: OperatorReason) -> Bool {
    (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
  }
}
