// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The rise of the ridges over the middle of the finger, flat at its base.
struct RidgeArch: Sendable {
  /// Slope that the ridges approach at the sides of the finger (1 = 45 degrees).
  private let strength: Double
  /// Half width of the rounded middle, 1/500 inch: less makes a pointed arch.
  private let width: Double
  /// Height, y down in 1/500 inch, at which the ridges are half as steep.
  private let foot: Double
  /// Over how much height the base becomes flat, 1/500 inch.
  private let reach: Double

  /// Draws the arch of a class whose pattern has its crown at a height. Ranges were set by eye beside
  /// prints of each class.
  init(_ pattern: PatternClass, crown: Double, using draw: inout SeededGenerator) {
    switch pattern {
    case .arch:
      strength = draw.uniform(1.1, 1.6)
      width = draw.uniform(60, 90)
      foot = draw.uniform(90, 130)
      reach = 130
    case .tentedArch:
      strength = draw.uniform(1.0, 1.3)
      width = draw.uniform(80, 110)
      foot = crown + 110
      reach = 110
    default:
      strength = draw.uniform(1.1, 1.5)
      width = draw.uniform(90, 120)
      foot = crown + 90
      reach = 100
    }
  }

  /// Angle that the arch adds to the ridges at a place, radians counter-clockwise as seen.
  func slope(at p: SkinPoint) -> Double {
    let lift = 1 / (1 + Elementary.exp((p.y - foot) / (reach * 0.33)))
    return -Elementary.atan2(strength * lift * p.x, (width * width + p.x * p.x).squareRoot())
  }
}
