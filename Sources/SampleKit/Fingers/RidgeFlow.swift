// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Direction and spacing of the ridges of one finger as smooth functions of the place on the skin.
///
/// The direction is a zero-pole field (Sherlock and Monro, 1993): half the sum of the angles to the
/// cores less half the sum of the angles to the deltas. Alone it is too flat above the core, so an
/// arch over the fingertip is added, and a smooth disturbance of the finger's own (the corrections of
/// Vizcaya and Gerhardt, 1996, serve the same end). Coordinates: 1/500 inch, origin in the middle of
/// the finger's area, x to the right and y **down**.
struct RidgeFlow: Sendable {
  /// Points around which the ridge direction turns by +180 degrees.
  let cores: [SkinPoint]
  /// Points around which it turns by -180 degrees.
  let deltas: [SkinPoint]

  /// Steps of growth: patches merge with every step, so fewer leave more minutiae. From 16 to 48
  /// steps leave about 0.2 to 0.13 per square millimetre.
  let growthSteps: Int

  private let arch: Arch
  private let bend: ValueNoise
  private let ripple: ValueNoise
  private let spacing: ValueNoise
  private let period: Double
  private let tilt: Double

  /// Draws the flow of a finger of this class.
  init(_ pattern: PatternClass, seed: UInt64) {
    var draw = SeededGenerator(seed: seed, stream: .pattern)
    let layout = SingularLayout(pattern, using: &draw)
    cores = layout.cores
    deltas = layout.deltas
    arch = Arch(pattern, crown: layout.crown, using: &draw)
    tilt = draw.normal(deviation: 0.04)
    period = draw.uniform(8.5, 9.7)
    growthSteps = 16 + draw.index(below: 32)
    bend = ValueNoise(seed: draw.next(), spacing: 150)
    ripple = ValueNoise(seed: draw.next(), spacing: 60)
    spacing = ValueNoise(seed: draw.next(), spacing: 110)
  }

  /// Angle of the ridge line at a place, radians counter-clockwise from x as seen, modulo pi.
  func direction(at p: SkinPoint) -> Double {
    var angle = tilt + arch.slope(at: p) + 0.16 * bend(p.x, p.y) + 0.05 * ripple(p.x, p.y)
    for core in cores { angle += 0.5 * Self.bearing(from: core, to: p) }
    for delta in deltas { angle -= 0.5 * Self.bearing(from: delta, to: p) }
    return angle
  }

  /// Distance from ridge to ridge at a place, 1/500 inch; about 8 to 11, wider at the base.
  func period(at p: SkinPoint) -> Double {
    let base = 1 / (1 + Elementary.exp(-(p.y - 170) / 45))
    return period * (1 + 0.16 * base + 0.07 * spacing(p.x, p.y))
  }

  private static func bearing(from a: SkinPoint, to b: SkinPoint) -> Double {
    Elementary.atan2(-(b.y - a.y), b.x - a.x)
  }
}

/// The rise of the ridges over the middle of the finger, flat at its base.
private struct Arch: Sendable {
  let strength: Double
  let width: Double
  let foot: Double
  let reach: Double

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

  func slope(at p: SkinPoint) -> Double {
    let lift = 1 / (1 + Elementary.exp((p.y - foot) / (reach * 0.33)))
    return -Elementary.atan2(strength * lift * p.x, (width * width + p.x * p.x).squareRoot())
  }
}

/// Where the cores and deltas of a finger lie.
private struct SingularLayout {
  var cores: [SkinPoint] = []
  var deltas: [SkinPoint] = []
  /// Height of the highest core, or of the pattern's middle.
  var crown = -20.0

  init(_ pattern: PatternClass, using draw: inout SeededGenerator) {
    crown = draw.uniform(-60, -20)
    let side = draw.uniform(-12, 12)
    switch pattern {
    case .arch:
      break
    case .tentedArch:
      cores = [SkinPoint(x: side, y: crown)]
      deltas = [SkinPoint(x: side + draw.uniform(-6, 6), y: crown + draw.uniform(60, 95))]
    case .leftLoop, .rightLoop:
      let sign: Double = pattern == .leftLoop ? 1 : -1
      cores = [SkinPoint(x: side, y: crown)]
      deltas = [
        SkinPoint(x: side + sign * draw.uniform(85, 145), y: crown + draw.uniform(85, 130))
      ]
    case .whorl:
      let gap = draw.uniform(18, 75)
      let lean = draw.uniform(-14, 14)
      cores = [SkinPoint(x: side, y: crown), SkinPoint(x: side + lean, y: crown + gap)]
      deltas = [
        SkinPoint(x: side - draw.uniform(105, 160), y: crown + gap + draw.uniform(60, 105)),
        SkinPoint(x: side + draw.uniform(105, 160), y: crown + gap + draw.uniform(60, 105)),
      ]
    }
  }
}
