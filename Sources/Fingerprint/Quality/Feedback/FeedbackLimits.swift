// SPDX-License-Identifier: Apache-2.0

/// From where on evidence becomes a reason.
///
/// All limits stand between synthetic prints with and without the fault, and where real sensors allow
/// it beside the bulk of FVC prints; `sinhtrac bench feedback` tells both rates. Adjust per scanner.
public struct FeedbackLimits: Sendable, Hashable {
  /// Grey levels: ridges of less contrast are too light.
  public var leastContrast = 80.0
  /// Share of dark pixels below which ridges are broken or thin; even ridges have 0.4 to 0.5.
  public var leastDarkShare = 0.30
  /// Share of dark pixels above which valleys are closed.
  public var mostDarkShare = 0.58
  /// Share of blocks dark all over above which the print is blotched.
  public var mostFlooded = 0.20
  /// Agreement of gradients below which thin ridges are broken ones.
  public var leastClarity = 0.52
  /// Share of grey patches above which clear ridges tell of a slide; still prints have none, and
  /// dry or wet ones no clear ridges.
  public var slideFaded = 0.03
  /// Change of contrast with the direction of the ridges above which a print was smeared; still
  /// prints have 0.2, sensors with a weak axis 0.45 but no such clear ridges.
  public var slideSwing = 0.30
  /// Coherence of the clearest ridges above which a slide smoothed them.
  public var slideClear = 0.87
  /// Share of grey patches above which clear ridges tell of a jump, which spoils more.
  public var jumpFaded = 0.07
  /// Coherence of the clearest ridges of a print that jumped.
  public var jumpClear = 0.84
  /// Coherence of grey patches above which they are ridges that cancel each other out.
  public var jumpCancelled = 0.60
  /// Prevailing of one direction in ridges of `mostSmooth` coherence above which the others were wiped
  /// out; arches and parallel ridges have up to 0.6.
  public var mostAnisotropy = 0.62
  /// See `mostAnisotropy`.
  public var mostSmooth = 0.93
  /// Square millimetres of a whole fingertip; NFIQ 2 demands 129 of its own, smoother region.
  public var leastArea = 115.0
  /// Height over width below which a small print is a tip's.
  public var leastTipHeight = 0.95
  /// Millimetres from the middle of the glass, across and along.
  public var mostOffset = SIMD2(2.8, 5.5)
  /// Degrees from upright, and the elongation from which that can be told.
  public var mostLean = 22.0
  /// Elongation from which the lean of a print can be told.
  public var leastElongation = 1.10
  /// Square millimetres of one patch of faint ridges beside the finger that are no earlier print; the
  /// frayed rim of dry prints has up to 3.3.
  public var mostFaintArea = 3.4

  /// The limits as they are measured.
  public init() {}
}

extension PrintEvidence {
  /// What to tell the operator, most important first; empty for a good print.
  public func reasons(limits: FeedbackLimits = .init()) -> [OperatorReason] {
    let found: [OperatorReason: Bool] = [
      .moved: isMoved(limits),
      .ghost: faintArea > limits.mostFaintArea,
      .tipOnly: isSmall(limits) && isTip(limits),
      .partial: isSmall(limits) && !isTip(limits),
      .offCentre: abs(offset.x) > limits.mostOffset.x || abs(offset.y) > limits.mostOffset.y,
      .rotated: !isSmall(limits) && abs(region.lean) > limits.mostLean
        && region.elongation > limits.leastElongation,
      .tooWet: darkShare > limits.mostDarkShare || flooded > limits.mostFlooded,
      .tooDry: isThin(limits) && clarity < limits.leastClarity,
      .tooLight: contrast < limits.leastContrast && isThin(limits)
        && clarity >= limits.leastClarity,
    ]
    return found.filter(\.value).keys.sorted()
  }

  private func isMoved(_ limits: FeedbackLimits) -> Bool {
    let slid =
      motion.swing > limits.slideSwing && motion.clearCoherence > limits.slideClear
      && motion.faded > limits.slideFaded
    let jumped =
      motion.faded > limits.jumpFaded && motion.clearCoherence > limits.jumpClear
      && motion.fadedCoherence > limits.jumpCancelled
    let wiped =
      motion.anisotropy > limits.mostAnisotropy && motion.clearCoherence > limits.mostSmooth
    return slid || jumped || wiped
  }

  private func isThin(_ limits: FeedbackLimits) -> Bool { darkShare < limits.leastDarkShare }

  private func isSmall(_ limits: FeedbackLimits) -> Bool { region.area < limits.leastArea }

  private func isTip(_ limits: FeedbackLimits) -> Bool {
    let box = region.box
    return box.bottom - box.top < limits.leastTipHeight * (box.right - box.left)
  }
}
