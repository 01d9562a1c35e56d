// SPDX-License-Identifier: Apache-2.0

internal import Biometrics

/// Chooses the reading of the picture and collects what speaks against it.
///
/// Every flag here was the only one on some wrong labelling: none is cosmetic.
public struct SlapJudgement: Sendable, Hashable {
  /// Nats by which a labelling must beat what contradicts it.
  public var leastMargin: Float = 2
  /// Ridge share and looks below which a box may hold print or writing.
  public var leastStrength: Float = 0.44
  /// See `leastStrength`.
  public var leastLooks: Float = 0.42
  /// Looks from which a print beside the fingers counts.
  public var extraLooks: Float = 0.5
  /// Nats for the declared hand below which the other one is likelier, and below which it is open.
  public var otherHand: Float = -1
  /// See `otherHand`.
  public var handUnsure: Float = 0.5
  /// Shape of fingertips.
  public var shape = TipShape()
  /// How the hand is told.
  public var hand = HandEvidence()

  /// The values that the product ships with.
  public init() {}

  func judge(_ readings: [SlapReading], _ request: SlapRequest, _ w: SlapWorkspace) -> SlapVerdict {
    guard let best = readings.max(by: { $0.value < $1.value }), let assignment = best.assignment
    else {
      return SlapVerdict(reading: nil, tips: [], flags: [.fewerFingers], margin: 0, hand: nil)
    }
    let margin = readings.filter { $0.contradicts(best) }
      .reduce(best.margin) { min($0, best.value - $1.value) }
    let hand = hand.margin(
      for: assignment, of: best.candidates, fingerWidth: best.fingerWidth, missing: request.missing)
    let tips = best.placed.map { shape.measure($0.piece, best, w) }
    let expected = assignment.layout.fingers.filter { !request.missing.contains($0) }.count
    var flags: Set<SlapFlag> = []
    if best.placed.count < expected { flags.insert(.fewerFingers) }
    if margin < leastMargin { flags.insert(.labelsUnsure) }
    if best.placed.contains(where: isWeak) { flags.insert(.weakRidges) }
    if best.placed.contains(where: isCut) { flags.insert(.cutAtEdge) }
    if assignment.layout != .thumbs { flags.formUnion(handFlags(hand, request)) }
    if best.placed.contains(where: \.candidate.isJoint) || tips.contains(where: shape.isUnsure) {
      flags.insert(.tipUnsure)
    }
    if shape.isOdd(tips, best, isHand: assignment.layout != .thumbs) { flags.insert(.oddShape) }
    if best.unexplained.contains(where: { $0.looks > extraLooks }) { flags.insert(.extraPrint) }
    return SlapVerdict(
      reading: best, tips: tips, flags: SlapFlag.allCases.filter(flags.contains), margin: margin,
      hand: hand)
  }

  private func isWeak(_ placed: SlapReading.Placed) -> Bool {
    placed.piece.strength < leastStrength || placed.candidate.looks < leastLooks
  }

  private func isCut(_ placed: SlapReading.Placed) -> Bool {
    !placed.piece.cut.isDisjoint(with: [.top, .left, .right])
  }

  private func handFlags(_ margin: Float?, _ request: SlapRequest) -> Set<SlapFlag> {
    guard let margin else { return [.handUnsure] }
    if margin < otherHand { return [.otherHand] }
    return margin < handUnsure ? [.handUnsure] : []
  }
}
