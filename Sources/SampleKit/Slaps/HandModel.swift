// SPDX-License-Identifier: Apache-2.0

internal import Biometrics
internal import Imaging

/// Bones of one hand as they lie on the glass: where each fingertip ends up follows from the knuckles,
/// the lengths of the fingers and how they are spread and bent.
///
/// Millimetres in the frame of the palm, x to the right as seen on the image, y down to the wrist.
/// Lengths and breadths are those of adults (Greiner, Hand anthropometry of US army personnel, 1991),
/// drawn anew for each person.
struct HandModel {
  /// One fingertip on the glass.
  struct Tip {
    let position: FingerPosition
    /// Highest point of the print.
    let x: Double
    let y: Double
    /// Radians that the finger leans to the right.
    let lean: Double
    /// Breadth of the print and its length down to the first crease.
    let breadth: Double
    let length: Double
    /// Lengths of the two joints below.
    let middleJoint: Double
    let baseJoint: Double
  }

  /// Tips from left to right.
  let tips: [Tip]

  /// Knuckles from the middle finger's, and lengths from knuckle to tip, of a right hand.
  private static let knuckles: [(x: Double, y: Double)] = [(-20, 2), (0, 0), (19, 4), (36.5, 11)]
  private static let lengths = [72.0, 80, 75, 59.5]
  private static let breadths = [15.2, 15.6, 14.8, 12.9]

  /// Draws the four fingers of a hand.
  init(right: Bool, touching: Bool, using draw: inout SeededGenerator) {
    let size = draw.normal(mean: 1, deviation: 0.06)
    let bend = draw.uniform(0, 0.07)
    let spread = touching ? draw.uniform(-0.3, -0.1) : draw.uniform(0, 0.8)
    var tips: [Tip] = []
    for finger in 0..<4 {
      let lean = Self.lean(finger, spread: spread) + draw.normal(deviation: 0.025)
      let length = Self.lengths[finger] * draw.normal(mean: 1, deviation: 0.025)
      // Longer fingers are bent more so that all tips reach the glass.
      let reach = length * (1 - bend * (length - 59) / 20)
      let knuckle = Self.knuckles[finger]
      let breadth = Self.breadths[finger] * draw.normal(mean: 1, deviation: 0.035)
      let turn = Elementary.sincos(lean)
      let x = knuckle.x + reach * turn.sin
      let y = knuckle.y - reach * turn.cos + draw.normal(deviation: 1.2)
      let side: Double = right ? 1 : -1
      tips.append(
        Tip(
          position: Self.position(finger, right: right), x: side * x * size, y: y * size,
          lean: side * lean, breadth: breadth * size,
          length: breadth * draw.uniform(1.35, 1.75) * size, middleJoint: 0.29 * length * size,
          baseJoint: 0.3 * length * size))
    }
    self.tips = tips.sorted { $0.x < $1.x }
  }

  /// Draws both thumbs, side by side.
  static func thumbs(using draw: inout SeededGenerator) -> HandModel {
    let size = draw.normal(mean: 1, deviation: 0.06)
    let apart = draw.uniform(21, 32)
    let tips = [FingerPosition.leftThumb, .rightThumb].map { position in
      let isLeft = position == .leftThumb
      let breadth = draw.normal(mean: 18.2, deviation: 0.8)
      return Tip(
        position: position, x: (isLeft ? -apart : apart) / 2 * size,
        y: draw.normal(deviation: 1.5) * size,
        lean: (isLeft ? 1 : -1) * draw.normal(mean: 0.06, deviation: 0.08),
        breadth: breadth * size, length: breadth * draw.uniform(1.3, 1.65) * size,
        middleJoint: 0, baseJoint: 0)
    }
    return HandModel(tips: tips)
  }

  private init(tips: [Tip]) { self.tips = tips }

  /// Radians that a finger of a right hand leans: spread 0 brings the fingers side by side, and
  /// below it they press against each other.
  private static func lean(_ finger: Int, spread: Double) -> Double {
    let open = [-0.085, 0.0, 0.06, 0.14][finger]
    let side = [0.035, 0.0, -0.03, -0.06][finger]
    return side + open * spread
  }

  private static func position(_ finger: Int, right: Bool) -> FingerPosition {
    let four: FingerPosition = right ? .plainRightFour : .plainLeftFour
    return four.fingers[finger]
  }
}
