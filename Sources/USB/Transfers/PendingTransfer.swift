// SPDX-License-Identifier: Apache-2.0

/// A transfer on its way. It belongs to the transport until it is finished, whatever its asker does.
public final class PendingTransfer: Sendable {
  /// How a transfer ends.
  public typealias Outcome = Result<TransferResult, USBError>

  private enum State {
    case running(waiting: [@Sendable (Outcome) -> Void])
    case finished(Outcome)
  }

  private let state = Locked(State.running(waiting: []))
  private let requestCancel: @Sendable () -> Void

  /// Takes what asks the transport to give the transfer up; it may be called at any time, from any
  /// thread, more than once, and after the end.
  public init(cancel: @escaping @Sendable () -> Void = {}) { requestCancel = cancel }

  /// A transfer that ended before it began.
  public convenience init(finished outcome: Outcome) {
    self.init()
    finish(outcome)
  }

  /// Asks to give the transfer up. This is a request: the transfer ends when the transport says so,
  /// and it may still succeed.
  public func cancel() { requestCancel() }

  /// Calls `body` once with the outcome: on the transport's thread when that comes, at once when it
  /// came already. `body` must not wait for anything; it may start further transfers.
  public func whenFinished(_ body: @escaping @Sendable (Outcome) -> Void) {
    let outcome: Outcome? = state.withLock { state in
      switch state {
      case .running(let waiting):
        state = .running(waiting: waiting + [body])
        return nil
      case .finished(let outcome): return outcome
      }
    }
    if let outcome { body(outcome) }
  }

  /// Waits for the end. Cancelling the waiting task asks to cancel the transfer, and waits on.
  public func result() async throws(USBError) -> TransferResult {
    try await outcome().get()
  }

  /// Waits for the end, good or bad.
  public func outcome() async -> Outcome {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        whenFinished { continuation.resume(returning: $0) }
      }
    } onCancel: {
      cancel()
    }
  }

  /// Ends the transfer: for transports only. The first call counts, later ones do nothing.
  public func finish(_ outcome: Outcome) {
    let waiting = state.withLock { state in
      guard case .running(let waiting) = state else { return [@Sendable (Outcome) -> Void]() }
      state = .finished(outcome)
      return waiting
    }
    for body in waiting { body(outcome) }
  }
}
