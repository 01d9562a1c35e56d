// SPDX-License-Identifier: Apache-2.0

/// What the operator can be told at once, by the limits that NFIQ 2.3 publishes.
public enum ActionableFeedback: String, Sendable, Hashable, CaseIterable {
  /// The image is empty, or its contrast too low.
  case empty = "EmptyImageOrContrastTooLow"
  /// The image is of one grey.
  case uniform = "UniformImage"
  /// There are too few minutiae for a fingerprint.
  case noFingerprint = "FingerprintImageWithMinutiae"
  /// Too little of the finger touches the glass.
  case tooLittleFinger = "SufficientFingerprintForeground"

  /// For the operator, in English.
  public var english: String {
    switch self {
    case .empty: "no finger on the glass"
    case .uniform: "no finger on the glass, or the scanner is covered"
    case .noFingerprint: "no fingerprint visible: clean the glass and the finger"
    case .tooLittleFinger: "too little of the finger: put it flat on the middle of the glass"
    }
  }

  /// For the operator, in Vietnamese.
  public var vietnamese: String {
    switch self {
    case .empty: "chưa đặt ngón tay lên mặt kính"
    case .uniform: "chưa đặt ngón tay, hoặc máy quét bị che"
    case .noFingerprint: "không thấy vân tay: hãy lau sạch mặt kính và ngón tay"
    case .tooLittleFinger: "diện tích vân tay quá nhỏ: hãy đặt ngón tay phẳng vào giữa mặt kính"
    }
  }
}

extension ActionableValues {
  /// What to say about these values; an empty or uniform image says nothing about minutiae.
  public var feedback: [ActionableFeedback] {
    if mean > 250 { return [.empty] }
    if deviation < 1 { return [.uniform] }
    var feedback: [ActionableFeedback] = []
    if let minutiae, minutiae < 5 { feedback.append(.noFingerprint) }
    if let regionPixels, regionPixels < 50_000 { feedback.append(.tooLittleFinger) }
    return feedback
  }
}
