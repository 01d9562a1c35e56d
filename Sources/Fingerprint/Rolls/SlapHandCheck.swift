// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// Which hand a slap shows, by other prints of the same person's fingers.
public enum SlapHand: Sendable, Hashable {
  /// A finger that was taken alone is on the slap under its own name.
  case proven
  /// Fingers that were taken alone lie where the other hand has them; of thumbs, they changed places.
  case mirrored
  /// None of its fingers that were taken alone is on it, or one is where the other hand has it.
  case doubted
  /// Nothing was taken that it could be compared with.
  case open
}

/// Holds slaps against other prints of the same fingers, and against each other.
///
/// Where the other hand was put down, its fingers carry each other's names from left to right: what
/// is called the right index finger is the left little finger. So every print taken alone has two
/// places at which it can be found, and speaks for one of both hands.
public struct SlapHandCheck: Sendable {
  /// Score from which two prints are one finger: one in 1,000 pairs of different fingers reaches it.
  public var sameFinger = Comparison.thresholdAtFMR1000
  /// Score below which they are taken for two; between both nothing is said.
  public var otherFinger = Comparison.thresholdAtFMR100
  /// Fingers at the other hand's places from which it is the other hand: a single one may have been
  /// the wrong finger itself.
  public var mirroredFrom = 2

  /// The usual limits.
  public init() {}

  /// What prints taken alone say about a slap. Where its geometry `isDoubtful` already, one finger at
  /// the other hand's place is enough.
  public func hand(
    of slap: [FingerPosition: TemplateIndex], by singles: [FingerPosition: TemplateIndex],
    isDoubtful: Bool, comparator: Comparator, workspace: ComparisonWorkspace
  ) -> SlapHand {
    let score = { (name: FingerPosition, print: TemplateIndex) in
      slap[name].map { comparator.compare(print, $0, workspace: workspace).score }
    }
    let own = singles.compactMap { score($0, $1) }
    let (seen, missed) = (own.count { $0 >= sameFinger }, own.count { $0 < otherFinger })
    let mirrored = singles.count { score($0.mirrored, $1) ?? 0 >= sameFinger }
    if mirrored > seen {
      return mirrored >= mirroredFrom || isDoubtful ? .mirrored : .doubted
    }
    if seen > 0 { return seen > mirrored ? .proven : .doubted }
    return missed > 0 ? .doubted : .open
  }

  /// Whether slaps of both hands show one and the same hand.
  public func isOneHand(
    _ right: [FingerPosition: TemplateIndex], _ left: [FingerPosition: TemplateIndex],
    comparator: Comparator, workspace: ComparisonWorkspace
  ) -> Bool {
    right.count { name, print in
      left[name.mirrored].map {
        comparator.compare(print, $0, workspace: workspace).score >= sameFinger
      } ?? false
    } >= mirroredFrom
  }

  /// Whether two slaps of one name show different hands: several fingers compare, and none is alike.
  public func isAnotherHand(
    _ one: [FingerPosition: TemplateIndex], _ other: [FingerPosition: TemplateIndex],
    comparator: Comparator, workspace: ComparisonWorkspace
  ) -> Bool {
    let scores = one.compactMap { name, print in
      other[name].map { comparator.compare(print, $0, workspace: workspace).score }
    }
    return scores.count >= mirroredFrom && scores.allSatisfy { $0 < sameFinger }
  }
}

extension FingerPosition {
  /// What this finger is called on a slap where the other hand lies, or the thumbs changed places.
  public var mirrored: FingerPosition {
    guard isSingleFinger else { return self }
    let isThumb = self == .rightThumb || self == .leftThumb
    return FingerPosition(rawValue: (isThumb ? 7 : 12) - rawValue) ?? self
  }
}
