// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// White lines across the ridges: lasting folds and scars of the skin, and cuts of the day.
struct Creases {
  private var lines: [Crease] = []

  init(_ conditions: ImpressionConditions, finger: MasterFinger, seed: UInt64) {
    var skin = SeededGenerator(seed: finger.seed, stream: .damage)
    let lasting = max(0, skin.index(below: 6) - 2)
    for _ in 0..<lasting { lines.append(Crease(&skin, length: 50...160, width: 1.9)) }
    var day = SeededGenerator(seed: seed, stream: .damage)
    for _ in 0..<conditions.creases {
      lines.append(Crease(&day, length: 20...90, width: 1.9 + 0.1 * Double(conditions.creases)))
    }
  }

  /// Takes the touch away along each line.
  func open(_ touch: inout PixelPlane, _ relief: SkinRelief) {
    for line in lines { line.open(&touch, relief) }
  }
}

/// One line on the skin, pointed at both ends and uneven in width.
private struct Crease {
  private var points: [(place: SkinPoint, radius: Double)] = []

  /// 1/500 inch from point to point.
  private static let step = 0.8

  init(_ draw: inout SeededGenerator, length: ClosedRange<Double>, width widest: Double) {
    let total = draw.uniform(length.lowerBound, length.upperBound)
    var p = SkinPoint(x: draw.uniform(-150, 150), y: draw.uniform(-190, 190))
    // Folds of a fingertip run across it more often than along it.
    var heading = draw.normal(deviation: 0.7)
    let width = draw.uniform(0.6, widest)
    let bend = draw.normal(deviation: 0.004)
    let swell = ValueNoise(seed: draw.next(), spacing: 9)
    for s in 0..<Int(total / Self.step) {
      let (sine, cosine) = Elementary.sincos(heading)
      p = SkinPoint(x: p.x + Self.step * cosine, y: p.y + Self.step * sine)
      heading += bend + draw.normal(deviation: 0.02)
      let along = Double(s) * Self.step
      let taper = min(1, min(along, total - along) / 15)
      points.append((p, width * (taper + 0.7 * swell(along, 0))))
    }
  }

  func open(_ touch: inout PixelPlane, _ relief: SkinRelief) {
    for (place, radius) in points where radius > 0.2 {
      let p = relief.map.image(of: place)
      let scale = relief.scale
      let (u, v, r) = (p.x * scale, p.y * scale, radius * scale)
      // The flanks of a fold still touch in part.
      touch.change(within: r + scale, of: u, v) { min($0, Float(max(0, ($1 - r) / scale))) }
    }
  }
}
