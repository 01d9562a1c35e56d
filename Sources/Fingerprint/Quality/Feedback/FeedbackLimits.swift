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
  /// Prevailing of one direction from which a print with unequal directions was smeared; arches and
  /// parallel ridges have up to 0.6.
  public var mostAnisotropy = 0.58
  /// Clearness of the faintest direction over the clearest below which a print was smeared.
  public var leastBalance = 0.65
  /// Square millimetres of a whole fingertip; NFIQ 2 demands 129 of its own, smoother region.
  public var leastArea = 115.0
  /// Height over width below which a small print is a tip's.
  public var leastTipHeight = 0.95
  /// Millimetres from the middle of the glass, across and along.
  public var mostOffset = SIMD2(2.8, 5.5)
  /// Degrees from upright, and the elongation from which that can be told.
  public var mostLean = 26.0
  /// Elongation from which the lean of a print can be told.
  public var leastElongation = 1.22
  /// Square millimetres of faint ridges beside the finger that are no earlier print.
  public var mostFaintArea = 14.0

  /// The limits as they are measured.
  public init() {}
}

extension PrintEvidence {
  /// What to tell the operator, most important first; empty for a good print.
  public func reasons(limits: FeedbackLimits = .init()) -> [OperatorReason] {
    let found: [OperatorReason: Bool] = [
      .moved: anisotropy > limits.mostAnisotropy && balance < limits.leastBalance,
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

  private func isThin(_ limits: FeedbackLimits) -> Bool { darkShare < limits.leastDarkShare }

  private func isSmall(_ limits: FeedbackLimits) -> Bool { region.area < limits.leastArea }

  private func isTip(_ limits: FeedbackLimits) -> Bool {
    let box = region.box
    return box.bottom - box.top < limits.leastTipHeight * (box.right - box.left)
  }
}
