// SPDX-License-Identifier: Apache-2.0

/// How firmly each pixel's skin touches the glass, 0...1, by force, moisture and unevenness.
struct SkinTouch {
  private(set) var plane: PixelPlane
  private let conditions: ImpressionConditions
  private let damp: ValueNoise
  private let force: ValueNoise
  private let wetness: ValueNoise
  private let blotch: ValueNoise
  private let coarse: ValueNoise
  private let fine: ValueNoise

  init(_ relief: SkinRelief, _ conditions: ImpressionConditions, seed: UInt64) {
    self.conditions = conditions
    var draw = SeededGenerator(seed: seed, stream: .skin)
    damp = ValueNoise(seed: draw.next(), spacing: 110)
    force = ValueNoise(seed: draw.next(), spacing: 85)
    wetness = ValueNoise(seed: draw.next(), spacing: 48)
    blotch = ValueNoise(seed: draw.next(), spacing: 15)
    coarse = ValueNoise(seed: draw.next(), spacing: 6.5)
    fine = ValueNoise(seed: draw.next(), spacing: 2.6)
    plane = PixelPlane(width: relief.ridge.width, height: relief.ridge.height)
    for y in 0..<plane.height {
      for x in 0..<plane.width { plane[x, y] = touch(relief, x, y) }
    }
  }

  /// The flank of a ridge: heights over which touch grows from none to full.
  private static let flank: Float = 1.25
  /// 1/500 inch over which force grows from the rim inwards.
  private static let rimWidth: Float = 26

  private func touch(_ relief: SkinRelief, _ x: Int, _ y: Int) -> Float {
    let depth = relief.depth[x, y]
    guard depth > 0 else { return 0 }
    let place = relief.place(x, y)
    let moisture = conditions.moisture + conditions.moistureSpread * damp(place.x, place.y)
    let flood = flood(at: place, moisture)
    let level = threshold(place, depth, Float(moisture)) - 4 * flood
    let pore = poreDepth(relief.pore[x, y], Float(moisture))
    let height = relief.ridge[x, y] + unevenness(place, dryness: Float(max(0, -moisture))) - pore
    let t = max(0, min(1, (height - level) / Self.flank + 0.5))
    return t * t * (3 - 2 * t) * darkness(place, flood, Float(moisture))
  }

  /// Ridges print unevenly even where they touch, the grain that makes them look like skin; water is
  /// evenly dark, darker than the ridges beside it.
  private func darkness(_ p: SkinPoint, _ flood: Float, _ moisture: Float) -> Float {
    let amount = 0.16 + 0.3 * Float(conditions.roughness)
    let grain = amount * (0.6 + 0.4 * Float(fine(p.y, p.x)) + 0.6 * Float(coarse(p.y, p.x)))
    let paleness = 0.3 * max(0, moisture)
    return (1 - grain * max(0, 1 - 2 * flood)) * (1 - paleness * max(0, 1 - 4 * flood))
  }

  /// Ridge height from which skin touches, -1...1.
  private func threshold(_ p: SkinPoint, _ depth: Float, _ moisture: Float) -> Float {
    let spread = 0.35 + 0.9 * Float(conditions.patchiness)
    let pressed = Float(conditions.pressure) + spread * Float(force(p.x, p.y))
    let rim = 1 - min(1, depth / Self.rimWidth)
    return 1.1 * rim * rim - 0.5 * pressed - moisture * (moisture < 0 ? 0.3 : 0.25)
  }

  /// How far sweat has filled the valleys, 0 and up: only in wet skin, in ragged blotches.
  private func flood(at p: SkinPoint, _ moisture: Double) -> Float {
    guard moisture > 0 else { return 0 }
    let wet = 0.6 * wetness(p.x, p.y) + 0.3 * blotch(p.x, p.y) + 0.12 * coarse(p.x, p.y)
    return max(0, Float(wet + 1.05 * moisture - 0.9))
  }

  /// Disturbance of the ridge height: dry skin touches in dots.
  private func unevenness(_ p: SkinPoint, dryness: Float) -> Float {
    let rough = Float(conditions.roughness)
    return (0.1 + 0.55 * rough + 0.5 * dryness) * Float(fine(p.x, p.y))
      + (0.35 * rough + dryness) * Float(coarse(p.x, p.y))
  }

  /// Pores show in dry and normal skin and fill up in wet.
  private func poreDepth(_ opening: Float, _ moisture: Float) -> Float {
    opening * max(0, 0.7 - 0.9 * moisture - 0.4 * Float(conditions.pressure))
  }
}
