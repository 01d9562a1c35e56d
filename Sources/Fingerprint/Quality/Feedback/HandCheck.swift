// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// Whether a print is of the finger it was asked for, from what others found out about it.
public enum HandCheck {
  /// Takes scores of comparing the print with earlier ones of the same applicant, by their finger.
  ///
  /// Gives a reason only where another finger reaches the threshold and the declared one does not:
  /// without an earlier print, or when all scores are low, nothing is said.
  public static func reason(
    declared: FingerPosition, scores: [FingerPosition: Double], threshold: Double
  ) -> OperatorReason? {
    guard scores[declared] ?? 0 < threshold else { return nil }
    let others = scores.filter { $0.key != declared && $0.value >= threshold }
    guard let best = others.max(by: { ($0.value, $0.key.rawValue) < ($1.value, $1.key.rawValue) })
    else { return nil }
    return best.key.isRight == declared.isRight ? .wrongFinger : .wrongHand
  }

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
