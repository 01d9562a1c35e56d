// SPDX-License-Identifier: Apache-2.0

/// One lash: a curve from the lid's edge, in the eye's coordinates.
struct Lash: Sendable {
  /// Pixels at the root.
  let width: Double
  let grey: Double
  private let root, bend, tip: (u: Double, v: Double)

  /// The curve at a share of its length.
  func place(_ t: Double) -> (u: Double, v: Double) {
    let (a, b, c) = ((1 - t) * (1 - t), 2 * t * (1 - t), t * t)
    return (a * root.u + b * bend.u + c * tip.u, a * root.v + b * bend.v + c * tip.v)
  }

  /// About its length in pixels.
  func length(_ pose: EyePose) -> Double {
    let (du, dv) = (tip.u - root.u, tip.v - root.v)
    return 1.3 * pose.radius * (du * du + dv * dv).squareRoot()
  }

  /// Lashes of the upper lid hang over its edge and curl up again.
  static func upper(_ pose: EyePose, _ random: inout SeededGenerator) -> [Lash] {
    let count = pose.face.upperLashes
    return (0..<count).map { number in
      let along = 2 * (Double(number) + random.uniform(-0.4, 0.4)) / Double(count) - 1
      let u = along * pose.face.opening * 0.94
      let v = pose.upperLid(u)
      let reach = random.uniform(0.3, 0.75)
      let lean = 0.75 * along * reach + random.uniform(-0.2, 0.2)
      let hang = random.uniform(0.02, 0.2)
      return Lash(
        width: random.uniform(1.6, 3.2), grey: random.uniform(26, 58), root: (u, v - 0.02),
        bend: (u + 0.5 * lean, v + 1.4 * hang),
        tip: (u + lean, v + hang - reach * random.uniform(0.3, 0.9)))
    }
  }

  /// Lashes of the lower lid are short and stand downwards.
  static func lower(_ pose: EyePose, _ random: inout SeededGenerator) -> [Lash] {
    let count = pose.face.lowerLashes
    return (0..<count).map { number in
      let along = 1.7 * (Double(number) + random.uniform(-0.4, 0.4)) / Double(count) - 0.85
      let u = along * pose.face.opening
      let v = pose.lowerLid(u) + 0.05
      let reach = random.uniform(0.14, 0.32)
      let lean = 0.6 * along * reach + random.uniform(-0.06, 0.06)
      return Lash(
        width: random.uniform(1.1, 2), grey: random.uniform(40, 80), root: (u, v),
        bend: (u + 0.3 * lean, v + 0.6 * reach), tip: (u + lean, v + reach))
    }
  }
}
