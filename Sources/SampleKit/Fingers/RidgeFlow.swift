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

  private let arch: RidgeArch
  private let bend: ValueNoise
  private let ripple: ValueNoise
  private let spacing: ValueNoise
  private let period: Double
  private let tilt: Double

  /// Largest disturbance of the direction, radians, in waves of 150 and of 60 (1/500 inch). More looks
  /// restless, and forces minutiae where ridges diverge.
  private static let bending = 0.16
  private static let rippling = 0.05
  /// How much wider ridges are at the base, and how much their spacing varies elsewhere: shares of the
  /// period, after the maps of ridge spacing in Cappelli's SFinGe.
  private static let widening = 0.16
  private static let unevenness = 0.07

  /// Draws the flow of a finger of this class.
  init(_ pattern: PatternClass, seed: UInt64) {
    var draw = SeededGenerator(seed: seed, stream: .pattern)
    let layout = SingularLayout(pattern, using: &draw)
    cores = layout.cores
    deltas = layout.deltas
    arch = RidgeArch(pattern, crown: layout.crown, using: &draw)
    tilt = draw.normal(deviation: 0.04)
    period = draw.uniform(8.5, 9.7)
    growthSteps = 16 + draw.index(below: 32)
    bend = ValueNoise(seed: draw.next(), spacing: 150)
    ripple = ValueNoise(seed: draw.next(), spacing: 60)
    spacing = ValueNoise(seed: draw.next(), spacing: 110)
  }

  /// Angle of the ridge line at a place, radians counter-clockwise from x as seen, modulo pi.
  func direction(at p: SkinPoint) -> Double {
    var angle = tilt + arch.slope(at: p)
    angle += Self.bending * bend(p.x, p.y) + Self.rippling * ripple(p.x, p.y)
    for core in cores { angle += 0.5 * Self.bearing(from: core, to: p) }
    for delta in deltas { angle -= 0.5 * Self.bearing(from: delta, to: p) }
    return angle
  }

  /// Distance from ridge to ridge at a place, 1/500 inch; about 8 to 11, wider at the base.
  func period(at p: SkinPoint) -> Double {
    let base = 1 / (1 + Elementary.exp(-(p.y - 170) / 45))
    return period * (1 + Self.widening * base + Self.unevenness * spacing(p.x, p.y))
  }

  private static func bearing(from a: SkinPoint, to b: SkinPoint) -> Double {
    Elementary.atan2(-(b.y - a.y), b.x - a.x)
  }
}
