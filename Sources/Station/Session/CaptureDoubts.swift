// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Imaging

/// Holds the kept captures of a session against each other, in the order in which they were made: a
/// swapped, repeated or other hand's finger is a doubt of the later one.
struct CaptureDoubts {
  /// One kept capture with its prints.
  struct Kept {
    let position: FingerPosition
    let order: Int
    let isHandDoubtful: Bool
    let prints: [FingerPosition: TemplateIndex]
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
    var known: [FingerPosition: TemplateIndex] = [:]
    var doubts: [FingerPosition: [SessionFinding]] = [:]
    for capture in kept {
      let found = sequence(knowing: capture.prints.keys.contains { known[$0] != nil })
        .check(capture.prints, against: known, comparator: comparator, workspace: workspace)
      doubts[capture.position] = found.map { SessionFinding($0, part: capture.position.name) }
      if capture.isHandDoubtful, !isHandProven(capture) {
        doubts[capture.position, default: []].append(.handInDoubt(capture.position.name))
      }
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

  /// Whether a finger of the slap was captured alone as well and is the same one.
  private func isHandProven(_ slap: Kept) -> Bool {
    kept.contains { single in
      guard single.position.isSingleFinger, let print = single.prints[single.position],
        let own = slap.prints[single.position]
      else { return false }
      let score = comparator.compare(print, own, workspace: workspace).score
      return score >= Comparison.thresholdAtFMR1000
    }
  }
}
