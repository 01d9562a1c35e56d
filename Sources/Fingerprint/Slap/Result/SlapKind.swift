// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// What a slap image is said to show.
public enum SlapKind: String, Sendable, Hashable, CaseIterable {
  /// Four fingers of the right hand, FGP 13.
  case rightFour = "right4"
  /// Four fingers of the left hand, FGP 14.
  case leftFour = "left4"
  /// Both thumbs, FGP 15.
  case thumbs
  /// Not said: the geometry decides, and what it cannot decide is flagged.
  case automatic = "auto"

  /// The position code of the whole image; unknown for `automatic`.
  public var position: FingerPosition {
    switch self {
    case .rightFour: .plainRightFour
    case .leftFour: .plainLeftFour
    case .thumbs: .plainThumbs
    case .automatic: .unknown
    }
  }

  /// The kind that a position code of a record names; nil for others than 13, 14 and 15.
  public init?(position: FingerPosition) {
    guard position != .unknown,
      let kind = Self.allCases.first(where: { $0.position == position })
    else { return nil }
    self = kind
  }

  /// Layouts that an image of this kind may have.
  var layouts: [SlapLayout] {
    switch self {
    case .rightFour: [.rightFour]
    case .leftFour: [.leftFour]
    case .thumbs: [.thumbs]
    case .automatic: [.rightFour, .leftFour, .thumbs]
    }
  }
}

/// What was said about a slap before anybody looked at it.
public struct SlapRequest: Sendable, Hashable {
  /// Which fingers are said to be on it.
  public let kind: SlapKind
  /// Fingers that are said to be missing: amputated or bandaged, 14.018 of the record.
  public let missing: Set<FingerPosition>

  /// Takes the kind and the missing fingers; those of another hand change nothing.
  public init(_ kind: SlapKind, missing: Set<FingerPosition> = []) {
    self.kind = kind
    self.missing = missing
  }
}
