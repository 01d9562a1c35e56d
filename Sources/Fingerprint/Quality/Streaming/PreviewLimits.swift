// SPDX-License-Identifier: Apache-2.0

/// When a live preview takes a finger for present, still and good enough.
///
/// Every pair of limits has a gap, so that a value that wavers about one of them does not make the
/// preview waver.
public struct PreviewLimits: Sendable, Hashable {
  /// Square millimetres from which a finger is there, and below which it is gone again.
  public var presence = (enter: 60.0, leave: 35.0)
  /// Millimetres that the middle of a finger may move between two frames of a still finger, and from
  /// which on it moves again.
  public var motion = (still: 0.25, moving: 0.5)
  /// Change of the blocks' greys between two frames of a still finger, as a share of its contrast, and
  /// from which on it moves again. Ridges that shift by a quarter of their distance give 0.1.
  public var change = (still: 0.10, moving: 0.18)
  /// Worth of a frame (0...1) from which auto-capture may fire, and below which it starts over.
  public var worth = (fire: 0.55, hold: 0.45)
  /// Frames in a row that a finger must be still and good: 0.2 s at 15 frames a second.
  public var framesToFire = 3
  /// Frames that are kept for the full score.
  public var framesToKeep = 3
  /// Square millimetres from which more area is worth no more.
  public var fullArea = 150.0
  /// Median deviation of grey in the finger's blocks from which more is worth no more.
  public var fullContrast = 25.0

  /// The limits as they are measured on synthetic sequences.
  public init() {}

  /// Two values are equal where all limits are.
  public static func == (a: PreviewLimits, b: PreviewLimits) -> Bool { a.list == b.list }

  /// By all limits.
  public func hash(into hasher: inout Hasher) { hasher.combine(list) }

  private var list: [Double] {
    [
      presence.enter, presence.leave, motion.still, motion.moving, change.still, change.moving,
      worth.fire, worth.hold, Double(framesToFire), Double(framesToKeep), fullArea, fullContrast,
    ]
  }
}
