// SPDX-License-Identifier: Apache-2.0

internal import Biometrics
internal import Imaging

/// The area and force with which one joint of a finger meets the glass; pixels of the image.
struct SlapPrint {
  let x: Double
  let y: Double
  let width: Double
  let height: Double
  /// Radians that it leans to the right.
  let lean: Double
  /// Ridge height, -1...1, above which skin prints: low is pressed hard or wet.
  let level: Float
  /// How uneven the force is, 0...1.
  let patchiness: Float
  /// Grey share of a firm ridge, 0...1.
  let darkness: Float
  /// Round at the tip, or flat at both ends as between two creases.
  let isTip: Bool
  let seed: UInt64

  /// The tip of a finger.
  init(
    _ tip: HandModel.Tip, _ placement: SlapPlacement, _ conditions: SlapConditions,
    using draw: inout SeededGenerator
  ) {
    let grade = draw.unit()
    // One finger in ten barely touches or is dry.
    let level = grade < 0.1 ? draw.uniform(0.3, 0.55) : draw.normal(mean: -0.1, deviation: 0.2)
    self.init(
      tip, from: 0, length: tip.length, breadth: 1, isTip: true, level: level,
      darkness: draw.uniform(0.75, 1), placement, conditions, using: &draw)
  }

  /// The joints below, as far as they touch.
  static func joints(
    of tip: HandModel.Tip, _ placement: SlapPlacement, _ conditions: SlapConditions,
    using draw: inout SeededGenerator
  ) -> [SlapPrint] {
    guard tip.middleJoint > 0, draw.chance(0.75) else { return [] }
    let crease = draw.uniform(0.8, 2.4)
    let middle = SlapPrint(
      tip, from: tip.length + crease, length: tip.middleJoint * draw.uniform(0.7, 1), breadth: 0.98,
      isTip: false, level: draw.uniform(-0.1, 0.5), darkness: draw.uniform(0.55, 1), placement,
      conditions, using: &draw)
    guard draw.chance(0.4) else { return [middle] }
    let base = SlapPrint(
      tip, from: tip.length + tip.middleJoint + 2 * crease, length: tip.baseJoint, breadth: 1,
      isTip: false, level: draw.uniform(0.1, 0.7), darkness: draw.uniform(0.5, 0.95), placement,
      conditions, using: &draw)
    return [middle, base]
  }

  private init(
    _ tip: HandModel.Tip, from start: Double, length: Double, breadth: Double, isTip: Bool,
    level: Double, darkness: Double, _ placement: SlapPlacement, _ conditions: SlapConditions,
    using draw: inout SeededGenerator
  ) {
    let along = Elementary.sincos(tip.lean)
    let down = start + length / 2
    let middle = placement.pixel(tip.x - down * along.sin, tip.y + down * along.cos)
    x = middle.x
    y = middle.y
    width = tip.breadth * breadth * placement.scale
    height = length * placement.scale
    lean = placement.lean(tip.lean)
    self.level = Float(level)
    patchiness = Float(draw.uniform(0.1, conditions.isInked ? 0.6 : 0.4))
    self.darkness = Float(darkness)
    self.isTip = isTip
    seed = draw.next()
  }

  /// How far inside the contact a place is, by shares of the half axes from the middle: 0 at the rim,
  /// 1 in the middle.
  func depth(_ u: Double, _ v: Double) -> Double {
    let a = abs(u) * 2 / width
    let b = v * 2 / height
    // Tips are half ovals on top and end straight at the crease; joints are nearly rectangles.
    if isTip, b < -0.1 {
      let up = (-0.1 - b) / 0.9
      return 1 - (a * a + up * up).squareRoot()
    }
    let power = b * b * b * b
    return min(1 - (a * a * a * a + power * power).squareRoot(), 1 - a)
  }

  func truth(_ position: FingerPosition, visible: Double) -> SyntheticSlap.TrueTip {
    SyntheticSlap.TrueTip(
      position: position, x: x, y: y, width: width, height: height, lean: lean * 180 / .pi,
      visible: visible)
  }
}
