// SPDX-License-Identifier: Apache-2.0

extension Transport {
  /// Repeats a transfer for ever, with `inFlight` of them started at any time, so that the device is
  /// never kept waiting: for interrupt messages and isochronous or bulk video.
  ///
  /// The next transfer is started in the callback of the one that ended. The newest `buffering`
  /// results are kept for a slow reader, older ones are dropped. The first error ends the stream;
  /// dropping the stream cancels what runs.
  public func results(
    of transfer: Transfer, inFlight: Int = 3, buffering: Int = 16
  ) -> AsyncThrowingStream<TransferResult, any Error> {
    AsyncThrowingStream(bufferingPolicy: .bufferingNewest(buffering)) { continuation in
      let loop = TransferLoop(self, transfer, continuation)
      continuation.onTermination = { _ in loop.stop() }
      for _ in 0..<max(inFlight, 1) { loop.start() }
    }
  }
}

/// Starts a transfer again each time it ends.
private final class TransferLoop: Sendable {
  private struct State {
    var isStopped = false
    var running: [ObjectIdentifier: PendingTransfer] = [:]
  }

  private let transport: any Transport
  private let transfer: Transfer
  private let continuation: AsyncThrowingStream<TransferResult, any Error>.Continuation
  private let state = Locked(State())

  init(
    _ transport: any Transport, _ transfer: Transfer,
    _ continuation: AsyncThrowingStream<TransferResult, any Error>.Continuation
  ) {
    self.transport = transport
    self.transfer = transfer
    self.continuation = continuation
  }

  func start() {
    guard !state.withLock({ $0.isStopped }) else { return }
    let pending = transport.submit(transfer)
    let key = ObjectIdentifier(pending)
    let isStopped = state.withLock { state in
      state.running[key] = pending
      return state.isStopped
    }
    pending.whenFinished { outcome in
      _ = self.state.withLock { $0.running.removeValue(forKey: key) }
      self.ended(outcome)
    }
    if isStopped { pending.cancel() }
  }

  func stop() {
    let running = state.withLock { state in
      state.isStopped = true
      return Array(state.running.values)
    }
    for pending in running { pending.cancel() }
  }

  private func ended(_ outcome: PendingTransfer.Outcome) {
    switch outcome {
    case .success(let result):
      continuation.yield(result)
      start()
    case .failure(let error):
      stop()
      continuation.finish(throwing: error)
    }
  }
}
