// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Records

/// A capture with what the later checks need of its fingers.
struct TakenCapture: Sendable {
  /// What enters the record.
  let capture: FingerCapture
  /// The prints of its fingers, prepared for comparison.
  let prints: [FingerPosition: TemplateIndex]
}

extension FingerprintFeatures {
  /// The print of one finger for comparisons within the session; nothing where it has no minutiae.
  func prints(of finger: FingerPosition) -> [FingerPosition: TemplateIndex] {
    template(position: finger).map { [finger: TemplateIndex($0)] } ?? [:]
  }
}

/// Fingers of one session that are not who they should be.
struct SequenceError: ExplainedError, Hashable {
  /// The code of the first finding.
  let code: String
  /// All findings, and what to do.
  let message: String

  /// Holds single fingers against the fingers of the slaps, where there are both: geometry cannot
  /// exclude a slap of the other hand, a second print can.
  ///
  /// Throws `fingers-swapped`, `finger-misplaced`, `finger-repeated` or `other-hand`. A finger that
  /// is only too faint to be confirmed is let through: its own quality decides about it.
  static func check(_ taken: [TakenCapture]) throws(SequenceError) {
    let singles = taken.filter { $0.capture.position.isSingleFinger }.map(\.prints)
    let slaps = taken.filter { !$0.capture.position.isSingleFinger }
    guard !slaps.isEmpty else { return }
    let known: [FingerPosition: TemplateIndex] = singles.reduce(into: [:]) {
      $0.merge($1) { first, _ in first }
    }
    let workspace = ComparisonWorkspace()
    for slap in slaps {
      let findings = FingerSequence().check(slap.prints, against: known, workspace: workspace)
      let wrong = findings.filter {
        if case .unconfirmed = $0 { return false }
        return true
      }
      guard wrong.isEmpty else { throw SequenceError(slap.capture.position, wrong) }
    }
  }

  private init(_ slap: FingerPosition, _ findings: [SequenceFinding]) {
    code = findings[0].code
    let found = findings.map(\.english).joined(separator: "; ")
    message =
      "Comparing \(slap.name) with the single fingers: \(found). Capture these fingers again."
  }
}
