// SPDX-License-Identifier: Apache-2.0

/// The transfers of a transport that have not ended, so that closing can wait for all of them.
final class OpenTransfers: Sendable {
  private struct State {
    var isClosed = false
    var running: [ObjectIdentifier: PendingTransfer] = [:]
  }

  private let state = Locked(State())

  var isClosed: Bool { state.withLock { $0.isClosed } }

  /// Takes the transfer in until it ends; false when the transport is closed and must not start it.
  func add(_ transfer: PendingTransfer) -> Bool {
    let key = ObjectIdentifier(transfer)
    let isOpen = state.withLock { state in
      if !state.isClosed { state.running[key] = transfer }
      return !state.isClosed
    }
    if isOpen { transfer.whenFinished { _ in self.state.withLock { $0.running[key] = nil } } }
    return isOpen
  }

  /// Takes in nothing more, cancels everything and waits for the end of all.
  func drain() async {
    let running = state.withLock { state in
      state.isClosed = true
      return Array(state.running.values)
    }
    for transfer in running { transfer.cancel() }
    for transfer in running { _ = await transfer.outcome() }
  }
}
