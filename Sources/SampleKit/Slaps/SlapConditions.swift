// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// How a slap came about.
public struct SlapConditions: Sendable, Hashable {
  /// Right four, left four or thumbs.
  public var position = FingerPosition.plainRightFour
  /// Inked on a card rather than on glass.
  public var isInked = false
  /// Image pixels to the inch, 500 or 1000.
  public var pixelsPerInch = 500.0
  /// Degrees that the hand is turned clockwise as seen.
  public var rotation = 0.0
  /// Whether the fingers are pressed against each other.
  public var areTouching = false
  /// Fingers that are not on it.
  public var missing: Set<FingerPosition> = []
  /// Whether joints below the first touch as well.
  public var showsJoints = false
  /// Lines of print, pen strokes, a rule, a punch hole and a dark frame, each or not.
  public var lines = 0
  /// See `lines`.
  public var strokes = 0
  /// See `lines`.
  public var hasRule = false
  /// See `lines`.
  public var hasHole = false
  /// See `lines`.
  public var hasFrame = false

  /// A straight live-scan slap of four right fingers.
  public init() {}

  /// Draws what may happen at a desk.
  public static func drawn(seed: UInt64) -> SlapConditions {
    var draw = SeededGenerator(seed: seed, stream: .placement)
    var c = SlapConditions()
    let kind = draw.unit()
    c.position = kind < 0.44 ? .plainRightFour : kind < 0.88 ? .plainLeftFour : .plainThumbs
    c.isInked = draw.chance(0.45)
    c.pixelsPerInch = draw.chance(0.15) ? 1000 : 500
    let turned = draw.chance(0.5)
    c.rotation = turned ? draw.uniform(-45, 45) : draw.normal(deviation: 5)
    if c.position == .plainThumbs { c.rotation /= 3 }
    c.areTouching = draw.chance(0.25)
    c.showsJoints = draw.chance(c.isInked ? 0.6 : 0.3)
    if c.position != .plainThumbs {
      if draw.chance(0.22) { c.missing.insert(c.position.fingers[draw.index(below: 4)]) }
      if draw.chance(0.05) { c.missing.insert(c.position.fingers[draw.index(below: 4)]) }
    }
    guard c.isInked else { return c }
    c.lines = draw.index(below: 4)
    c.strokes = draw.index(below: 8)
    c.hasRule = draw.chance(0.5)
    c.hasHole = draw.chance(0.3)
    c.hasFrame = draw.chance(0.4)
    return c
  }
}
