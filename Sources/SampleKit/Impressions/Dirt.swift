// SPDX-License-Identifier: Apache-2.0

/// What lies on the glass besides the finger: remains of the finger before, and specks of dust.
struct Dirt {
  private let residue: Float
  private let ghost: Float
  private let ghostShift: SkinPoint
  private let specks: Int
  private let seed: UInt64

  init(_ conditions: ImpressionConditions, seed: UInt64) {
    residue = Float(conditions.residue)
    ghost = Float(conditions.ghost)
    ghostShift = conditions.ghostShift
    specks = conditions.specks
    self.seed = seed
  }

  func add(to touch: inout PixelPlane, _ relief: SkinRelief, _ finger: MasterFinger) {
    var draw = SeededGenerator(seed: seed, stream: .dirt)
    if residue > 0 { smear(&touch, relief, finger, &draw) }
    if ghost > 0 { leave(&touch, relief, finger) }
    for _ in 0..<specks { drop(&touch, relief.scale, &draw) }
  }

  /// Faint patches of ridges beside the print. They are those of the same finger seen in a mirror,
  /// which no one can tell from another finger's.
  private func smear(
    _ touch: inout PixelPlane, _ relief: SkinRelief, _ finger: MasterFinger,
    _ draw: inout SeededGenerator
  ) {
    let (dx, dy) = (draw.uniform(-90, 90), draw.uniform(-90, 90))
    let patches = ValueNoise(seed: draw.next(), spacing: 80)
    for y in 0..<touch.height {
      for x in 0..<touch.width where relief.depth[x, y] < 12 {
        let p = relief.place(x, y)
        let strength = residue * Float(max(0, patches(p.x, p.y) - 0.1)) * 0.5
        guard strength > 0 else { continue }
        let here = relief.map.finger(at: p)
        let ridge = finger.raster.ridge(dx - here.x, dy + here.y)
        touch[x, y] = max(touch[x, y], strength * (0.35 + 0.65 * max(0, ridge)))
      }
    }
  }

  /// A whole faint print, of the same finger in a mirror, under and beside the new one.
  private func leave(_ touch: inout PixelPlane, _ relief: SkinRelief, _ finger: MasterFinger) {
    for y in 0..<touch.height {
      for x in 0..<touch.width {
        let p = relief.place(x, y)
        let earlier = SkinPoint(x: p.x - ghostShift.x, y: p.y - ghostShift.y)
        let there = relief.map.finger(at: earlier)
        guard relief.contact.depth(at: there) > 0 else { continue }
        let ridge = max(0, finger.raster.ridge(-there.x, there.y))
        touch[x, y] = max(touch[x, y], 0.6 * ghost * ridge)
      }
    }
  }

  private func drop(
    _ touch: inout PixelPlane, _ scale: Double, _ draw: inout SeededGenerator
  ) {
    let u = draw.unit() * Double(touch.width)
    let v = draw.unit() * Double(touch.height)
    let radius = draw.uniform(0.5, 1.9) * scale
    // Dust prints dark beside the finger and keeps the skin off the glass under it.
    let value: Float = draw.chance(0.6) ? Float(draw.uniform(0.25, 0.9)) : 0
    touch.change(within: radius, of: u, v) { _, _ in value }
  }
}
