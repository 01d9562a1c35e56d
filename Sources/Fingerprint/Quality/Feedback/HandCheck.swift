// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// Whether a slap is of the hand it was asked for, by its geometry; what other prints say about it is
/// `SlapHandCheck`'s.
public enum HandCheck {
  /// Takes the hand that a slap was declared as and the one its geometry shows, with the confidence
  /// in that, 0...1.
  public static func reason(
    declared: FingerPosition, decided: FingerPosition, confidence: Double,
    leastConfidence: Double = 0.8
  ) -> OperatorReason? {
    guard let asked = declared.isRight, let seen = decided.isRight, asked != seen,
      confidence >= leastConfidence
    else { return nil }
    return .wrongHand
  }
}

extension FingerPosition {
  /// Nil for positions of no hand or of both.
  fileprivate var isRight: Bool? {
    switch self {
    case .rightThumb, .rightIndex, .rightMiddle, .rightRing, .rightLittle, .plainRightThumb,
      .plainRightFour:
      true
    case .leftThumb, .leftIndex, .leftMiddle, .leftRing, .leftLittle, .plainLeftThumb,
      .plainLeftFour:
      false
    case .unknown, .plainThumbs: nil
    }
  }
}
