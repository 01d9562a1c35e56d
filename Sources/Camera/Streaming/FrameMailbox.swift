// SPDX-License-Identifier: Apache-2.0

import USB

/// Hands frames from the thread on which they arrive to the one who looks at them. The newest wins: who
/// is slow misses frames, and never sees an old one.
final class FrameMailbox: Sendable {
  /// Why nothing more comes.
  enum End: Sendable {
    /// The camera is gone.
    case disconnected
    /// Transfers fail for good.
    case failed(USBError)
    /// The stream was stopped by its owner.
    case stopped
  }

  /// What `take` gives.
  enum Delivery: Sendable {
    case frame(CameraFrame)
    case end(End)
    /// Nothing came in time, or the asker was cancelled.
    case nothing
  }

  private struct State {
    var newest: CameraFrame?
    var end: End?
    var superseded = 0
    var ticket = 0
    var waiting: (ticket: Int, CheckedContinuation<Delivery, Never>)?
  }

  private let state = Locked(State())

  /// Frames that were replaced before anybody took them.
  var superseded: Int { state.withLock { $0.superseded } }

  /// Puts a frame in the place of the one that lies there; gives whether one did.
  @discardableResult
  func put(_ frame: CameraFrame) -> Bool {
    let (waiting, isReplaced) = state.withLock { state in
      defer { state.waiting = nil }
      let isReplaced = state.waiting == nil && state.newest != nil
      if state.waiting == nil { state.newest = frame }
      state.superseded += isReplaced ? 1 : 0
      return (state.waiting?.1, isReplaced)
    }
    waiting?.resume(returning: .frame(frame))
    return isReplaced
  }

  /// Nothing more comes; the first reason stays. A frame that lies here can still be taken.
  func finish(_ end: End) {
    let waiting = state.withLock { state in
      defer { state.waiting = nil }
      state.end = state.end ?? end
      return state.waiting?.1
    }
    waiting?.resume(returning: .end(end))
  }

  /// Takes the newest frame, and waits for one at most as long as `limit`. One asker at a time.
  func take(within limit: Duration) async -> Delivery {
    let ticket = state.withLock { state in
      state.ticket += 1
      return state.ticket
    }
    let timer = Task {
      try? await Task.sleep(for: limit)
      giveUp(ticket)
    }
    defer { timer.cancel() }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { wait(ticket, $0) }
    } onCancel: {
      giveUp(ticket)
    }
  }

  private func wait(_ ticket: Int, _ continuation: CheckedContinuation<Delivery, Never>) {
    let ready: Delivery? = state.withLock { state in
      if let frame = state.newest {
        state.newest = nil
        return .frame(frame)
      }
      if let end = state.end { return .end(end) }
      // Cancelled before it waited, or somebody else waits: both get nothing.
      if Task.isCancelled || state.waiting != nil { return .nothing }
      state.waiting = (ticket, continuation)
      return nil
    }
    if let ready { continuation.resume(returning: ready) }
  }

  private func giveUp(_ ticket: Int) {
    let waiting: CheckedContinuation<Delivery, Never>? = state.withLock { state in
      guard let waiting = state.waiting, waiting.ticket == ticket else { return nil }
      state.waiting = nil
      return waiting.1
    }
    waiting?.resume(returning: .nothing)
  }
}
