// SPDX-License-Identifier: Apache-2.0

/// The part of the finger that touches the glass; its rim is uneven.
struct ContactArea: Sendable {
  private let middle: SkinPoint
  private let axes: SkinPoint
  private let isRolled: Bool
  private let rim: ValueNoise
  private let fringe: ValueNoise

  init(_ conditions: ImpressionConditions, seed: UInt64) {
    middle = conditions.contact
    axes = conditions.contactAxes
    isRolled = conditions.isRolled
    rim = ValueNoise(seed: seed, spacing: 55)
    fringe = ValueNoise(seed: seed ^ 0xF, spacing: 10)
  }

  /// Distance inside the rim (negative: outside) at a place on the finger, about 1/500 inch.
  func depth(at p: SkinPoint) -> Double {
    let u = (p.x - middle.x) / axes.x
    let v = (p.y - middle.y) / axes.y
    let (u2, v2) = (u * u, v * v)
    // Fuller than an ellipse, or nearly a rectangle for a finger rolled from nail to nail.
    let ellipse = (u2 + v2).squareRoot()
    let square = (u2 * u2 + v2 * v2).squareRoot().squareRoot()
    let radius = isRolled ? 0.15 * ellipse + 0.85 * square : 0.6 * ellipse + 0.4 * square
    return (1 - radius) * min(axes.x, axes.y) + 6 * rim(p.x, p.y) + 4 * fringe(p.x, p.y)
  }
}
