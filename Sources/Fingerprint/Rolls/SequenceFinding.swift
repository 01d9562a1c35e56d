// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// What is wrong with the order of fingers; every one asks for a new capture of what it names.
public enum SequenceFinding: Sendable, Hashable {
  /// Each of two prints shows the other's finger.
  case swapped(FingerPosition, FingerPosition)
  /// A print shows another finger than it was asked for.
  case misplaced(FingerPosition, shows: FingerPosition)
  /// Two prints show one finger.
  case repeated(FingerPosition, FingerPosition)
  /// The prints of a slap show the other hand.
  case otherHand
  /// A print cannot be told to be its finger: too faint, or of somebody else.
  case unconfirmed(FingerPosition)

  /// Stable word for scripts.
  public var code: String {
    switch self {
    case .swapped: "fingers-swapped"
    case .misplaced: "finger-misplaced"
    case .repeated: "finger-repeated"
    case .otherHand: "other-hand"
    case .unconfirmed: "finger-unconfirmed"
    }
  }

  /// For the operator, in English.
  public var english: String {
    switch self {
    case .swapped(let one, let other): "\(one.spoken) and \(other.spoken) are swapped"
    case .misplaced(let one, let other): "the print of \(one.spoken) shows \(other.spoken)"
    case .repeated(let one, let other):
      "\(one.spoken) and \(other.spoken) show one and the same finger"
    case .otherHand: "the slap shows the other hand"
    case .unconfirmed(let one): "\(one.spoken) does not match its earlier print for sure"
    }
  }

  /// For the operator, in Vietnamese.
  public var vietnamese: String {
    switch self {
    case .swapped(let one, let other):
      "\(one.spokenVietnamese) và \(other.spokenVietnamese) bị đổi chỗ"
    case .misplaced(let one, let other):
      "ảnh \(one.spokenVietnamese) lại là \(other.spokenVietnamese)"
    case .repeated(let one, let other):
      "\(one.spokenVietnamese) và \(other.spokenVietnamese) là cùng một ngón"
    case .otherHand: "ảnh bốn ngón là của bàn tay bên kia"
    case .unconfirmed(let one): "\(one.spokenVietnamese) chưa khớp chắc chắn với ảnh trước"
    }
  }
}

extension FingerPosition {
  /// `right ring`.
  fileprivate var spoken: String { name.replacing("-", with: " ") }

  /// `nhẫn phải`.
  fileprivate var spokenVietnamese: String {
    let fingers = ["cái", "trỏ", "giữa", "nhẫn", "út"]
    guard isSingleFinger else { return name }
    return "ngón \(fingers[Int(rawValue - 1) % 5]) \(rawValue > 5 ? "trái" : "phải")"
  }
}
