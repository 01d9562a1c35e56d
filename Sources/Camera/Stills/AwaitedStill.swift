// SPDX-License-Identifier: Apache-2.0

import USB

/// Hands one still from the thread on which it arrives to the one who asked for it. The first outcome
/// counts.
final class AwaitedStill: Sendable {
  private struct State {
    var outcome: StillOutcome?
    var waiting: CheckedContinuation<StillOutcome, Never>?
  }

  private let state = Locked(State())

  /// What came of it.
  func settle(_ outcome: StillOutcome) {
    let waiting: CheckedContinuation<StillOutcome, Never>? = state.withLock { state in
      guard state.outcome == nil else { return nil }
      state.outcome = outcome
      defer { state.waiting = nil }
      return state.waiting
    }
    waiting?.resume(returning: outcome)
  }

  /// Waits for it at most as long as `limit`; nothing comes for one who is cancelled. Once only.
  func outcome(within limit: Duration) async -> StillOutcome {
    let timer = Task {
      try? await Task.sleep(for: limit)
      settle(.nothing)
    }
    defer { timer.cancel() }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { wait($0) }
    } onCancel: {
      settle(.nothing)
    }
  }

  private func wait(_ continuation: CheckedContinuation<StillOutcome, Never>) {
    let ready: StillOutcome? = state.withLock { state in
      if state.outcome == nil { state.waiting = continuation }
      return state.outcome
    }
    if let ready { continuation.resume(returning: ready) }
  }
}
