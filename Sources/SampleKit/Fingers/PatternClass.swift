// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// The five pattern classes of the Galton-Henry system.
public enum PatternClass: String, Sendable, Hashable, CaseIterable, Codable {
  case arch
  case tentedArch = "tented-arch"
  case leftLoop = "left-loop"
  case rightLoop = "right-loop"
  case whorl

  /// Cores and deltas that a print of this class has: index +1/2 and -1/2 of the ridge direction.
  public var singularities: (cores: Int, deltas: Int) {
    switch self {
    case .arch: (0, 0)
    case .tentedArch, .leftLoop, .rightLoop: (1, 1)
    case .whorl: (2, 2)
    }
  }

  /// Draws a class with the frequency that it has on this finger.
  ///
  /// Round shares per finger that keep to what is known of card collections: over all fingers about
  /// 4 % arches, 3 % tented arches, 65 % loops, 28 % whorls (Wilson, Candela and Watson, 1994); loops
  /// open to the little finger's side, but for the index, which also has most of the arches; thumb
  /// and ring finger have most of the whorls.
  public static func natural(
    for position: FingerPosition, using generator: inout SeededGenerator
  ) -> PatternClass {
    let shares = shares(of: position)
    var draw = generator.unit() * shares.map(\.1).reduce(0, +)
    for (pattern, share) in shares {
      draw -= share
      if draw < 0 { return pattern }
    }
    return .whorl
  }

  private static func shares(of position: FingerPosition) -> [(PatternClass, Double)] {
    let left = (FingerPosition.leftThumb.rawValue...FingerPosition.leftLittle.rawValue)
      .contains(position.rawValue)
    let (ulnar, radial): (PatternClass, PatternClass) =
      left ? (.leftLoop, .rightLoop) : (.rightLoop, .leftLoop)
    switch position {
    case .rightThumb, .leftThumb, .plainRightThumb, .plainLeftThumb:
      return [(.arch, 3), (.tentedArch, 1), (ulnar, 51), (radial, 1), (.whorl, 44)]
    case .rightIndex, .leftIndex:
      return [(.arch, 6), (.tentedArch, 9), (ulnar, 37), (radial, 17), (.whorl, 31)]
    case .rightMiddle, .leftMiddle:
      return [(.arch, 6), (.tentedArch, 5), (ulnar, 70), (radial, 3), (.whorl, 16)]
    case .rightRing, .leftRing:
      return [(.arch, 2), (.tentedArch, 2), (ulnar, 49), (radial, 1), (.whorl, 46)]
    default:
      return [(.arch, 1), (.tentedArch, 2), (ulnar, 83), (radial, 1), (.whorl, 13)]
    }
  }
}
