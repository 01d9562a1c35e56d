// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// White lines across the ridges: folds of the skin, cuts, scratches of the glass.
struct Creases {
  private let count: Int
  private let seed: UInt64

  init(_ conditions: ImpressionConditions, seed: UInt64) {
    count = conditions.creases
    self.seed = seed
  }

  /// Takes the touch away along each line.
  func open(_ touch: inout Plane, _ relief: SkinRelief) {
    var draw = SeededGenerator(seed: seed, stream: .damage)
    for _ in 0..<count { open(&touch, relief.scale, &draw) }
  }

  private func open(_ touch: inout Plane, _ scale: Double, _ draw: inout SeededGenerator) {
    var p = SkinPoint(
      x: draw.uniform(0.15, 0.85) * Double(touch.width) / scale,
      y: draw.uniform(0.1, 0.9) * Double(touch.height) / scale)
    var heading = draw.uniform(0, 2 * .pi)
    let length = draw.uniform(30, 140)
    let width = draw.uniform(0.7, 2.2)
    let bend = draw.normal(deviation: 0.006)
    for step in stride(from: 0.0, to: length, by: 0.5) {
      let (sine, cosine) = Elementary.sincos(heading)
      p = SkinPoint(x: p.x + 0.5 * cosine, y: p.y + 0.5 * sine)
      heading += bend + draw.normal(deviation: 0.02)
      // Pointed at both ends.
      let taper = min(1, min(step, length - step) / 12)
      press(&touch, p, radius: width * (0.3 + 0.7 * taper), scale)
    }
  }

  private func press(_ touch: inout Plane, _ p: SkinPoint, radius: Double, _ scale: Double) {
    let (u, v, r) = (p.x * scale, p.y * scale, radius * scale)
    let reach = r + 1
    for y in max(0, Int(v - reach))...max(0, min(touch.height - 1, Int(v + reach))) {
      for x in max(0, Int(u - reach))...max(0, min(touch.width - 1, Int(u + reach))) {
        guard x < touch.width, y < touch.height else { continue }
        let (dx, dy) = (Double(x) - u, Double(y) - v)
        let outside = max(0, min(1, (dx * dx + dy * dy).squareRoot() - r + 0.5))
        touch[x, y] = min(touch[x, y], Float(outside))
      }
    }
  }
}
