// SPDX-License-Identifier: Apache-2.0

/// How firmly each pixel's skin touches the glass, 0...1, by force, moisture and unevenness.
struct SkinTouch {
  private(set) var plane: Plane
  private let conditions: ImpressionConditions
  private let force: ValueNoise
  private let wetness: ValueNoise
  private let blotch: ValueNoise
  private let coarse: ValueNoise
  private let fine: ValueNoise

  init(_ relief: SkinRelief, _ conditions: ImpressionConditions, seed: UInt64) {
    self.conditions = conditions
    var draw = SeededGenerator(seed: seed, stream: .skin)
    force = ValueNoise(seed: draw.next(), spacing: 85)
    wetness = ValueNoise(seed: draw.next(), spacing: 48)
    blotch = ValueNoise(seed: draw.next(), spacing: 15)
    coarse = ValueNoise(seed: draw.next(), spacing: 6.5)
    fine = ValueNoise(seed: draw.next(), spacing: 2.6)
    plane = Plane(width: relief.ridge.width, height: relief.ridge.height)
    for y in 0..<plane.height {
      for x in 0..<plane.width { plane[x, y] = touch(relief, x, y) }
    }
  }

  /// The flank of a ridge: heights over which touch grows from none to full.
  private static let flank: Float = 0.75
  /// 1/500 inch over which force grows from the rim inwards.
  private static let rimWidth: Float = 26

  private func touch(_ relief: SkinRelief, _ x: Int, _ y: Int) -> Float {
    let depth = relief.depth[x, y]
    guard depth > 0 else { return 0 }
    let place = relief.place(x, y)
    let level = threshold(place, depth)
    let height = relief.ridge[x, y] + unevenness(place) - poreDepth(relief.pore[x, y])
    let t = max(0, min(1, (height - level) / Self.flank + 0.5))
    return t * t * (3 - 2 * t)
  }

  /// Ridge height from which skin touches, -1...1.
  private func threshold(_ p: SkinPoint, _ depth: Float) -> Float {
    let pressed = Float(conditions.pressure) + 0.35 * Float(force(p.x, p.y))
    var level = -0.5 * pressed
    let rim = 1 - min(1, depth / Self.rimWidth)
    level += 1.1 * rim * rim
    if conditions.moisture < 0 { return level - 0.3 * Float(conditions.moisture) }
    let wet = 0.65 * wetness(p.x, p.y) + 0.35 * blotch(p.x, p.y) + 1.1 * conditions.moisture - 0.9
    return level - 0.25 * Float(conditions.moisture) - 5 * Float(max(0, wet))
  }

  private func unevenness(_ p: SkinPoint) -> Float {
    let dry = Float(max(0, -conditions.moisture))
    let rough = Float(conditions.roughness)
    return (0.1 + 0.55 * rough + 0.5 * dry) * Float(fine(p.x, p.y))
      + (0.35 * rough + 1.0 * dry) * Float(coarse(p.x, p.y))
  }

  /// Pores show in dry and normal skin and fill up in wet.
  private func poreDepth(_ opening: Float) -> Float {
    opening * max(0, 0.7 - 0.9 * Float(conditions.moisture) - 0.4 * Float(conditions.pressure))
  }
}
