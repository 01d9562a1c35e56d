// SPDX-License-Identifier: Apache-2.0

import USB

/// Messages that came from an adapter and were not read yet.
final class AdapterInbox: Sendable {
  private struct State {
    var messages: [AdapterMessage] = []
    var end: AdapterError?
    var waiter: CheckedContinuation<Void, Never>?
  }

  /// Messages that may wait; pictures do not count, for only the newest is kept.
  private static let mostKept = 64

  private let state = Locked(State())

  /// Adds a message; a preview that nobody read makes room for it.
  func add(_ message: AdapterMessage) {
    change { state in
      if message.isPreview { state.messages.removeAll(where: \.isPreview) }
      state.messages.append(message)
      if state.messages.count > Self.mostKept {
        state.end = state.end ?? AdapterError(.nonsense("it talks without being asked"))
      }
    }
  }

  /// Nothing more will come; what came before can still be read.
  func finish(_ error: AdapterError) {
    change { $0.end = $0.end ?? error }
  }

  /// The next message. Throws `silent` when none comes in time, and the end when all was read.
  func next(within limit: Duration) async throws -> AdapterMessage {
    let deadline = Deadline(limit) { [weak self] in self?.change { _ in } }
    defer { deadline.stop() }
    return try await withTaskCancellationHandler {
      while true {
        try Task.checkCancellation()
        if let message = try take() { return message }
        if deadline.hasPassed { throw AdapterError(.silent) }
        await untilChange { deadline.hasPassed }
      }
    } onCancel: {
      change { _ in }
    }
  }

  private func take() throws(AdapterError) -> AdapterMessage? {
    try state.withLock { (state) throws(AdapterError) in
      if !state.messages.isEmpty { return state.messages.removeFirst() }
      if let end = state.end { throw end }
      return nil
    }
  }

  private func untilChange(orElse isOver: () -> Bool) async {
    await withCheckedContinuation { continuation in
      let isNews = state.withLock { state in
        let isNews = !state.messages.isEmpty || state.end != nil || isOver() || Task.isCancelled
        if !isNews { state.waiter = continuation }
        return isNews
      }
      if isNews { continuation.resume() }
    }
  }

  private func change(_ body: (inout State) -> Void) {
    let waiter = state.withLock { state in
      body(&state)
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume()
  }
}

extension AdapterMessage {
  fileprivate var isPreview: Bool {
    guard case .frame(let frame) = self else { return false }
    return !frame.isFinal
  }
}
