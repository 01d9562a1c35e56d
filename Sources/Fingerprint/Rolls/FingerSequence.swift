// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// Holds the fingers of a session against each other: rolls against slaps, a slap against earlier
/// prints, so that a swapped, repeated or other hand's finger is named.
///
/// Geometry cannot tell a left slap from a right one for sure; a second print of the same fingers can.
public struct FingerSequence: Sendable {
  /// Score from which two prints are taken for one finger here: one in 100 pairs of different
  /// fingers reaches it, and nineteen others are compared.
  public var sameFinger = Comparison.thresholdAtFMR100
  /// By how much another finger must be more alike than the one that was asked for.
  public var lead: Float = 8
  /// Score from which a finger was captured twice: all pairs of a session are compared.
  public var repeated = Comparison.thresholdAtFMR1000

  /// The usual limits.
  public init() {}

  /// Compares prints of this capture step with what is known of the same person's fingers.
  ///
  /// Both are named as they were asked for; `known` are the labels that are believed. Findings come
  /// in the order of the position codes, each finger in one of them at most.
  public func check(
    _ prints: [FingerPosition: TemplateIndex], against known: [FingerPosition: TemplateIndex],
    comparator: Comparator = Comparator(), workspace: ComparisonWorkspace
  ) -> [SequenceFinding] {
    let sightings = prints.keys.sorted { $0.rawValue < $1.rawValue }.compactMap { position in
      prints[position].map { print in
        sighting(of: position, known) {
          comparator.compare(print, $0, workspace: workspace).score
        }
      }
    }
    let copies = copies(in: prints) { comparator.compare($0, $1, workspace: workspace).score }
    return Self.findings(sightings, copies)
  }

  /// Whom one print shows.
  private func sighting(
    of position: FingerPosition, _ known: [FingerPosition: TemplateIndex],
    _ score: (TemplateIndex) -> Float
  ) -> Sighting {
    let scores = known.mapValues(score)
    let own = scores[position]
    let order = scores.sorted { ($0.value, $1.key.rawValue) > ($1.value, $0.key.rawValue) }
    if let best = order.first, best.key != position, best.value >= sameFinger,
      best.value >= (own ?? 0) + lead
    {
      return Sighting(position: position, shown: best.key, isKnown: own != nil)
    }
    let isSeen = (own ?? 0) >= sameFinger
    return Sighting(position: position, shown: isSeen ? position : nil, isKnown: own != nil)
  }

  /// Pairs of prints that show one finger.
  private func copies(
    in prints: [FingerPosition: TemplateIndex], _ score: (TemplateIndex, TemplateIndex) -> Float
  ) -> [(FingerPosition, FingerPosition)] {
    let order = prints.sorted { $0.key.rawValue < $1.key.rawValue }
    return order.indices.flatMap { first in
      order[(first + 1)...].filter { score(order[first].value, $0.value) >= repeated }
        .map { (order[first].key, $0.key) }
    }
  }

  private struct Sighting {
    let position: FingerPosition
    /// The known finger that it is; nil when it is none of them for sure.
    let shown: FingerPosition?
    /// Whether a known print of its own position was there.
    let isKnown: Bool
  }

  private static func findings(
    _ sightings: [Sighting], _ copies: [(FingerPosition, FingerPosition)]
  ) -> [SequenceFinding] {
    var findings: [SequenceFinding] = []
    var told: Set<FingerPosition> = []
    let shown = Dictionary(uniqueKeysWithValues: sightings.map { ($0.position, $0.shown) })
    let strangers = sightings.filter { $0.shown.map(\.isOnRightHand) == !$0.position.isOnRightHand }
    if strangers.count >= 2, strangers.count * 2 > sightings.count {
      findings.append(.otherHand)
      told.formUnion(strangers.map(\.position))
    }
    for one in sightings where !told.contains(one.position) {
      guard let other = one.shown, other != one.position else { continue }
      let isSwap = shown[other] == .some(one.position)
      findings.append(
        isSwap ? .swapped(one.position, other) : .misplaced(one.position, shows: other))
      told.formUnion(isSwap ? [one.position, other] : [one.position])
    }
    for (first, second) in copies where !told.contains(first) || !told.contains(second) {
      findings.append(.repeated(first, second))
      told.formUnion([first, second])
    }
    for one in sightings where one.isKnown && one.shown == nil && !told.contains(one.position) {
      findings.append(.unconfirmed(one.position))
    }
    return findings
  }
}

extension FingerPosition {
  /// Thumb to little finger of the right hand.
  fileprivate var isOnRightHand: Bool { rawValue <= FingerPosition.rightLittle.rawValue }
}
