// SPDX-License-Identifier: Apache-2.0

import Biometrics

/// Which captures there are to be, and how far each is.
extension SessionDraft {
  mutating func refreshCaptures(_ policy: CapturePolicy, isForbidden: Bool) {
    guard !isForbidden else {
      state.captures = []
      return
    }
    let old = state.captures
    let wanted = state.profile.positions
    let extra = old.filter { !wanted.contains($0.position) && !$0.attempts.isEmpty }
    state.captures =
      wanted.map { position in
        let manner = state.profile.manner(of: position)
        return old.first { $0.position == position && $0.manner == manner }
          ?? CaptureState(
            position: position, manner: manner, attemptsLeft: policy.attempts(of: position, manner))
      } + extra
    let excepted = exceptedFingers
    for index in state.captures.indices {
      let capture = state.captures[index]
      let attempts = policy.attempts(of: capture.position, capture.manner)
      let kept = fingers.first { $0.position == capture.position }
      state.captures[index].refresh(
        attempts: attempts, faults: kept?.faults ?? [],
        isExcepted: excepted.isSuperset(of: capture.position.fingers))
    }
  }

  /// Fingers that are declared as not to be captured.
  var exceptedFingers: Set<FingerPosition> {
    Set(
      state.exceptions.compactMap {
        if case .finger(let finger) = $0.part { finger } else { nil }
      })
  }
}

extension CaptureState {
  /// How far it is; `faults` are what speaks against the kept one beside its scores.
  mutating func refresh(attempts limit: Int, faults: [SessionFinding], isExcepted: Bool) {
    attemptsLeft = max(0, limit - attempts.count)
    let retry = attemptsLeft > 0 ? CaptureStatus.retry : .exhausted
    let isGood =
      fingers.allSatisfy { $0.score ?? 0 >= $0.limit } && faults.isEmpty && doubts.isEmpty
    status =
      if isExcepted {
        .excepted
      } else if attempts.isEmpty {
        .open
      } else if best == nil {
        retry
      } else if override != nil {
        .overridden
      } else if doubts.contains(where: \.blocks) {
        .doubtful
      } else {
        isGood ? .accepted : retry
      }
  }
}
