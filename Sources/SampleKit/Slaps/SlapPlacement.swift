// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Where a hand lies on the glass or the card.
struct SlapPlacement {
  /// Pixels of the image: 81 by 76 mm, the platen of a ten-print scanner.
  let width: Int
  let height: Int
  /// Image pixels to a millimetre.
  let scale: Double
  private let turn: (sin: Double, cos: Double)
  private let rotation: Double
  private let middle: SkinPoint
  private let origin: SkinPoint

  init(_ hand: HandModel, _ conditions: SlapConditions, using draw: inout SeededGenerator) {
    scale = conditions.pixelsPerInch / 25.4
    width = Int(3.2 * conditions.pixelsPerInch)
    height = 3 * Int(conditions.pixelsPerInch)
    rotation = conditions.rotation * .pi / 180
    turn = Elementary.sincos(rotation)
    let (sin, cos) = (turn.sin, turn.cos)
    // The operator sees to it that all tips are on the glass: the middle of the tips' frame goes to the
    // middle of the image, a little beside it where there is room.
    let ends = hand.tips.flatMap { tip -> [(x: Double, y: Double)] in
      let lean = Elementary.sincos(tip.lean)
      return [(-0.5, 0.0), (0.5, 0), (-0.5, 1), (0.5, 1)].map { across, down in
        let (u, v) = (across * tip.breadth, down * tip.length)
        let (x, y) = (tip.x + u * lean.cos - v * lean.sin, tip.y + u * lean.sin + v * lean.cos)
        return (x * cos - y * sin, x * sin + y * cos)
      }
    }
    let xs = ends.map(\.x).sorted()
    let ys = ends.map(\.y).sorted()
    let (left, right) = (xs.first ?? 0, xs.last ?? 0)
    let (top, bottom) = (ys.first ?? 0, ys.last ?? 0)
    let room = SkinPoint(
      x: max(0, (Double(width) / scale - (right - left) - 3) / 2),
      y: max(0, (Double(height) / scale - (bottom - top) - 3) / 2))
    origin = SkinPoint(x: (left + right) / 2, y: (top + bottom) / 2)
    middle = SkinPoint(
      x: Double(width) / 2 + scale * room.x * draw.uniform(-0.9, 0.9),
      y: Double(height) / 2 + scale * room.y * draw.uniform(-0.9, 0.9))
  }

  /// Image pixels of a place of the palm's frame.
  func pixel(_ x: Double, _ y: Double) -> SkinPoint {
    SkinPoint(
      x: middle.x + scale * (x * turn.cos - y * turn.sin - origin.x),
      y: middle.y + scale * (x * turn.sin + y * turn.cos - origin.y))
  }

  /// Radians on the image of a finger that leans in the palm's frame.
  func lean(_ lean: Double) -> Double { lean + rotation }
}
