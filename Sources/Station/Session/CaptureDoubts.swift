// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Imaging

/// Holds the kept captures of a session against each other: a swapped, repeated or other hand's
/// finger is a doubt of the later capture, unless several fingers agree that a slap is the wrong one.
struct CaptureDoubts {
  /// One kept capture with its prints.
  struct Kept {
    let position: FingerPosition
    let order: Int
    let isHandDoubtful: Bool
    let prints: [FingerPosition: TemplateIndex]
    /// Breadths of its prints in millimetres.
    var breadths: [FingerPosition: Float] = [:]
    var isRoll = false
  }

  private let kept: [Kept]
  private let comparator: Comparator
  private let workspace = ComparisonWorkspace()

  init(_ kept: [Kept], kernels: Kernels) {
    self.kept = kept.sorted { $0.order < $1.order }
    comparator = Comparator(kernels: kernels)
  }

  /// The doubts of each capture that has some.
  func all() -> [FingerPosition: [SessionFinding]] {
    let hands = slapHands()
    var known: [FingerPosition: TemplateIndex] = [:]
    var doubts: [FingerPosition: [SessionFinding]] = [:]
    for capture in kept {
      let name = capture.position.name
      if hands[capture.position] == .mirrored {
        doubts[capture.position] = [SessionFinding(Self.mirrored(capture.position), part: name)]
        continue
      }
      let found = sequence(knowing: capture.prints.keys.contains { known[$0] != nil })
        .check(capture.prints, against: known, comparator: comparator, workspace: workspace)
      doubts[capture.position] =
        found.map { SessionFinding($0, part: name) } + handDoubts(of: capture, hands)
        + rollDoubts(of: capture)
      // What is doubted is no ground to doubt another.
      guard found.allSatisfy({ if case .unconfirmed = $0 { true } else { false } }) else {
        continue
      }
      known.merge(capture.prints) { first, _ in first }
    }
    return doubts.filter { !$0.value.isEmpty }
  }

  /// Without an earlier print of the same finger, a likeness to another one must be surer.
  private func sequence(knowing own: Bool) -> FingerSequence {
    var sequence = FingerSequence()
    if !own { sequence.sameFinger = Comparison.thresholdAtFMR10000 }
    return sequence
  }
}

/// Which hand each slap shows.
extension CaptureDoubts {
  private func slapHands() -> [FingerPosition: SlapHand] {
    let check = SlapHandCheck()
    let singles = kept.filter(\.position.isSingleFinger).reduce(into: [:]) {
      $0.merge($1.prints) { first, _ in first }
    }
    let slaps = kept.filter { !$0.position.isSingleFinger }
    var hands: [FingerPosition: SlapHand] = [:]
    for slap in slaps {
      hands[slap.position] = check.hand(
        of: slap.prints, by: singles, isDoubtful: slap.isHandDoubtful, comparator: comparator,
        workspace: workspace)
    }
    let both = slaps.filter { $0.position != .plainThumbs }
    if both.count == 2,
      check.isOneHand(
        both[0].prints, both[1].prints, comparator: comparator, workspace: workspace)
    {
      judge(both[0], both[1], &hands)
    }
    return hands
  }

  /// Two slaps that show one hand: the wrong one is that which is not proven, whose geometry is in
  /// doubt, or the later one; then the earlier one is not trusted either.
  private func judge(
    _ earlier: Kept, _ later: Kept, _ hands: inout [FingerPosition: SlapHand]
  ) {
    if hands[earlier.position] == .proven || hands[later.position] == .mirrored {
      hands[later.position] = .mirrored
    } else if hands[later.position] == .proven || hands[earlier.position] == .mirrored {
      hands[earlier.position] = .mirrored
    } else if earlier.isHandDoubtful != later.isHandDoubtful {
      hands[earlier.isHandDoubtful ? earlier.position : later.position] = .mirrored
    } else {
      hands[later.position] = .mirrored
      hands[earlier.position] = .doubted
    }
  }

  private func handDoubts(
    of capture: Kept, _ hands: [FingerPosition: SlapHand]
  ) -> [SessionFinding] {
    let name = capture.position.name
    return switch hands[capture.position] {
    case .doubted: [.handNotConfirmed(name)]
    case .open where capture.isHandDoubtful: [.handInDoubt(name)]
    case .open, .proven, .mirrored, nil: []
    }
  }

  private static func mirrored(_ slap: FingerPosition) -> SequenceFinding {
    slap == .plainThumbs ? .swapped(.rightThumb, .leftThumb) : .otherHand
  }
}

/// How wide each roll is.
extension CaptureDoubts {
  /// A roll against the same finger on a slap; it stops nothing, but asks for a better one.
  private func rollDoubts(of roll: Kept) -> [SessionFinding] {
    guard roll.isRoll, let breadth = roll.breadths[roll.position],
      let plain = kept.first(where: { !$0.isRoll && $0.breadths[roll.position] != nil })?
        .breadths[roll.position],
      let doubt = RollAssessment.doubt(breadth: breadth, plain: plain)
    else { return [] }
    return [SessionFinding(doubt, part: roll.position.name).asHint]
  }
}
