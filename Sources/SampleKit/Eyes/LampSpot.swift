// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The reflection of a lamp on the eye, in pixels.
struct LampSpot: Sendable {
  let x, y, radius: Double

  /// Whether the spot is as bright as to hide what is under it.
  func covers(_ px: Double, _ py: Double) -> Bool {
    let (dx, dy) = (px - x, py - y)
    return dx * dx + dy * dy < (radius + 1) * (radius + 1)
  }

  /// The spots of a camera's lamps: one, two side by side, or a ring of eight.
  static func all(_ pose: EyePose) -> [LampSpot] {
    var random = SeededGenerator(seed: pose.conditions.seed, stream: .lamps)
    let count = pose.conditions.lamps
    guard count > 0 else { return [] }
    let spread = count > 2 ? 0.55 * pose.pupilRadius : 0.3 * pose.radius
    let x = pose.pupilX + random.uniform(-0.2, 0.2) * pose.radius
    let y = pose.pupilY + random.uniform(-0.15, 0.2) * pose.radius
    let radius = (count > 2 ? 0.03 : 0.05) * pose.radius * random.uniform(0.8, 1.3)
    return (0..<count).map { number in
      let angle = Elementary.sincos(2 * .pi * Double(number) / Double(count))
      let reach = count == 1 ? 0 : spread
      return LampSpot(x: x + reach * angle.cos, y: y + reach * angle.sin, radius: radius)
    }
  }
}
