// SPDX-License-Identifier: Apache-2.0

import USB

/// Keeps a read posted on an interrupt endpoint and hands out the messages that come.
final class InterruptMailbox: Sendable {
  /// What a message says: its first two bytes, high one first.
  enum Kind: UInt16 {
    case powerOn = 0x56aa
    case fingerOn = 0x0101
    case fingerOff = 0x0200
  }

  private struct State {
    var posted: PendingTransfer?
    var isStopped = false
    var emptyInARow = 0
    var messages: [Kind] = []
    var failure: USBError?
    var waiter: (kind: Kind, promise: PendingTransfer)?
  }

  /// Endless empty messages are the sign of a broken device; a sound one sends at most one in a row.
  private static let mostEmptyInARow = 100
  /// Messages that nobody waits for; the newest are kept.
  private static let mostKept = 16

  private let transport: any Transport
  private let endpoint: EndpointAddress
  private let count: Int
  private let clock: any Clock<Duration>
  private let state = Locked(State())

  init(
    _ transport: any Transport, endpoint: EndpointAddress, count: Int, clock: any Clock<Duration>
  ) {
    self.clock = clock
    self.transport = transport
    self.endpoint = endpoint
    self.count = count
    post()
  }

  /// Forgets messages of this kind that came before they were asked for.
  func forget(_ kind: Kind) { state.withLock { $0.messages.removeAll { $0 == kind } } }

  /// Waits for a message of this kind; others that come meanwhile are dropped. One waiter at a time.
  func wait(for kind: Kind, within limit: Duration?) async throws {
    let promise = PendingTransfer { [weak self] in self?.endWait(.cancelled) }
    let isOver: PendingTransfer.Outcome? = state.withLock { state in
      if let failure = state.failure { return .failure(failure) }
      if state.messages.contains(kind) {
        state.messages.removeAll()
        return .success(TransferResult(written: 0))
      }
      state.waiter = (kind, promise)
      return nil
    }
    if let isOver { promise.finish(isOver) }
    let deadline = Deadline(limit, on: clock) { [weak self] in self?.endWait(.timeout) }
    defer { deadline.stop() }
    _ = try await promise.result()
  }

  /// Takes the posted read back; whoever waits gets `cancelled`.
  func stop() {
    let posted = state.withLock { state in
      state.isStopped = true
      return state.posted
    }
    posted?.cancel()
    endWait(.cancelled)
  }

  private func endWait(_ reason: USBError.Reason) {
    let waiter = state.withLock { state in
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.promise.finish(.failure(USBError(reason, doing: "waiting for a message")))
  }

  private func post() {
    let pending = transport.submit(Transfer(.read(endpoint, count: count), timeout: nil))
    let isStopped = state.withLock { state in
      state.posted = pending
      return state.isStopped
    }
    if isStopped { pending.cancel() }
    pending.whenFinished { [weak self] in self?.received($0) }
  }

  private func received(_ outcome: PendingTransfer.Outcome) {
    switch outcome {
    case .success(let result):
      guard deliver(result.bytes) else { return }
      post()
    case .failure(let error):
      let waiter = state.withLock { state in
        defer { state.waiter = nil }
        state.failure = error
        return state.waiter
      }
      waiter?.promise.finish(.failure(error))
    }
  }

  /// Hands a message over; false when no further read is to be posted.
  private func deliver(_ bytes: [UInt8]) -> Bool {
    let kind = bytes.count < 2 ? nil : Kind(rawValue: UInt16(bytes[0]) << 8 | UInt16(bytes[1]))
    let (waiter, goOn) = state.withLock { state in
      state.emptyInARow = bytes.isEmpty ? state.emptyInARow + 1 : 0
      let goOn = !state.isStopped && state.emptyInARow < Self.mostEmptyInARow
      guard let kind else { return (nil as PendingTransfer?, goOn) }
      if let waiter = state.waiter, waiter.kind == kind {
        state.waiter = nil
        return (waiter.promise, goOn)
      }
      state.messages = state.messages.suffix(Self.mostKept - 1) + [kind]
      return (nil, goOn)
    }
    waiter?.finish(.success(TransferResult(written: 0)))
    return goOn
  }
}
