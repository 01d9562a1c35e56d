// SPDX-License-Identifier: Apache-2.0

/// Friction ridge position of a sample; raw values are ANSI/NIST-ITL 1-2011 table 8 (FGP), the
/// first eleven also ISO/IEC 19794-2 table 2.
public enum FingerPosition: UInt8, Sendable, Hashable, CaseIterable {
  case unknown = 0
  case rightThumb, rightIndex, rightMiddle, rightRing, rightLittle
  case leftThumb, leftIndex, leftMiddle, leftRing, leftLittle
  case plainRightThumb, plainLeftThumb
  case plainRightFour, plainLeftFour, plainThumbs

  /// The ten single fingers in the order of the card, right thumb to left little.
  public static let tenFingers: [FingerPosition] = (1...10).compactMap(FingerPosition.init)

  /// Whether this is one of the ten single fingers.
  public var isSingleFinger: Bool { (1...10).contains(rawValue) }

  /// The single fingers that an image of this position shows; empty for unknown.
  public var fingers: [FingerPosition] {
    switch self {
    case .unknown: []
    case .plainRightThumb: [.rightThumb]
    case .plainLeftThumb: [.leftThumb]
    case .plainRightFour: [.rightIndex, .rightMiddle, .rightRing, .rightLittle]
    case .plainLeftFour: [.leftIndex, .leftMiddle, .leftRing, .leftLittle]
    case .plainThumbs: [.rightThumb, .leftThumb]
    default: [self]
    }
  }

  /// Name for files, JSON and the command line, such as `right-index`.
  public var name: String { Self.names[Int(rawValue)] }

  /// Takes a name as `name` gives it; nil for any other text.
  public init?(name: String) {
    guard let index = Self.names.firstIndex(of: name) else { return nil }
    self.init(rawValue: UInt8(index))
  }

  private static let names = [
    "unknown", "right-thumb", "right-index", "right-middle", "right-ring", "right-little",
    "left-thumb", "left-index", "left-middle", "left-ring", "left-little", "plain-right-thumb",
    "plain-left-thumb", "plain-right-four", "plain-left-four", "plain-thumbs",
  ]
}
