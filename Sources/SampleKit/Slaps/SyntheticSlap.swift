// SPDX-License-Identifier: Apache-2.0

public import Biometrics
public import Imaging

/// A slap of a synthetic hand with the truth about it.
///
/// Nothing of it is shared with slap segmentation: hands come from bones, not from a row of
/// tips, and prints from grown skin that is pressed, not from pictures that are pasted.
public struct SyntheticSlap: Sendable {
  /// What the scanner delivered; ridges dark.
  public let image: GrayImage
  /// How it came about.
  public let conditions: SlapConditions
  /// The fingertips that are on it.
  public let truth: [TrueTip]

  /// A fingertip on the image; pixels.
  public struct TrueTip: Sendable, Hashable {
    /// Which finger.
    public let position: FingerPosition
    /// Middle of the print.
    public let x: Double
    /// Middle of the print.
    public let y: Double
    /// Across the finger.
    public let width: Double
    /// From the tip to the first crease.
    public let height: Double
    /// Degrees that the finger leans to the right.
    public let lean: Double
    /// Share of the print that is on the image, 0...1.
    public let visible: Double

    /// Whether a place lies well inside the print.
    public func holds(x: Double, y: Double) -> Bool {
      let turn = Elementary.sincos(lean * .pi / 180)
      let (dx, dy) = (x - self.x, y - self.y)
      return abs(dx * turn.cos + dy * turn.sin) < 0.36 * width
        && abs(dy * turn.cos - dx * turn.sin) < 0.42 * height
    }
  }

  /// Takes a slap of fingers of the pool; about 40 ms in release at 500 ppi.
  ///
  /// Gives the same pixels for the same arguments in debug and release, on every processor.
  public init(_ conditions: SlapConditions, fingers: FingerPool, seed: UInt64) {
    var draw = SeededGenerator(seed: seed, stream: .contact)
    let hand =
      conditions.position == .plainThumbs
      ? HandModel.thumbs(using: &draw)
      : HandModel(
        right: conditions.position == .plainRightFour, touching: conditions.areTouching,
        using: &draw)
    let placement = SlapPlacement(hand, conditions, using: &draw)
    var sheet = SlapSheet(conditions, seed: seed)
    var truth: [TrueTip] = []
    for tip in hand.tips where !conditions.missing.contains(tip.position) {
      let print = SlapPrint(tip, placement, conditions, using: &draw)
      let visible = sheet.press(print, fingers.patch(for: tip.position, using: &draw))
      truth.append(print.truth(tip.position, visible: visible))
      guard conditions.showsJoints else { continue }
      for joint in SlapPrint.joints(of: tip, placement, conditions, using: &draw) {
        _ = sheet.press(joint, fingers.joint(using: &draw))
      }
    }
    self.conditions = conditions
    self.truth = truth
    image = sheet.image(using: &draw)
  }
}
