// SPDX-License-Identifier: Apache-2.0

/// Which eye of a person, always the person's own side. Raw values are those of ISO/IEC 19794-6 and
/// of field 17.003 of ANSI/NIST-ITL: 1 is right.
public enum EyeLabel: UInt8, Sendable, Hashable, CaseIterable {
  /// Nobody said which.
  case unknown = 0
  /// The person's right eye.
  case right = 1
  /// The person's left eye.
  case left = 2

  /// Name for files and messages: `unknown`, `right-eye`, `left-eye`.
  public var name: String {
    switch self {
    case .unknown: "unknown"
    case .right: "right-eye"
    case .left: "left-eye"
    }
  }

  /// Takes `right-eye` or `left-eye`; nil for another name.
  public init?(name: String) {
    guard let label = [Self.right, .left].first(where: { $0.name == name }) else { return nil }
    self = label
  }

  /// Both eyes, in the order of their codes.
  public static let both: [EyeLabel] = [.right, .left]

  /// The other one; unknown stays.
  public var other: EyeLabel {
    switch self {
    case .unknown: .unknown
    case .right: .left
    case .left: .right
    }
  }
}
