// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// Which captures of fingers a record has; raw values are the names in policy files and commands.
public enum CaptureProfile: String, Sendable, Hashable, CaseIterable, Codable {
  /// Four right, four left, two thumbs.
  case slaps = "442"
  /// The slaps and ten rolls: the 13 captures of Circular 60/2021/TT-BCA, article 5.3.
  case slapsAndRolls = "442+10"
  /// Ten single plain prints, for visits with a one-finger scanner.
  case singles = "single"

  /// The positions to capture, in the order of the procedure.
  public var positions: [FingerPosition] {
    switch self {
    case .slaps: Self.slapPositions
    case .slapsAndRolls: Self.slapPositions + FingerPosition.tenFingers
    case .singles: FingerPosition.tenFingers
    }
  }

  /// How a position of this profile is presented.
  public func manner(of position: FingerPosition) -> CaptureManner {
    guard position.isSingleFinger else { return .slap }
    return self == .slapsAndRolls ? .roll : .plain
  }

  static let slapPositions: [FingerPosition] = [.plainRightFour, .plainLeftFour, .plainThumbs]
}

/// How fingers are put on the glass.
public enum CaptureManner: String, Sendable, Hashable, CaseIterable, Codable {
  /// Several at once, flat.
  case slap
  /// One, from nail to nail.
  case roll
  /// One, flat.
  case plain
}
