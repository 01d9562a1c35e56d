// SPDX-License-Identifier: Apache-2.0

/// Calls bodies one after the other, in order, never on the thread that hands them in: what libusb's
/// event thread is to a real device.
final class DeliveryQueue: Sendable {
  private struct State {
    var waiting: [@Sendable () -> Void] = []
    var isRunning = false
  }

  private let state = Locked(State())
  private let clock: any Clock<Duration>

  init(on clock: any Clock<Duration>) { self.clock = clock }

  func add(_ body: @escaping @Sendable () -> Void) {
    let isIdle = state.withLock { state in
      defer { state.isRunning = true }
      state.waiting.append(body)
      return !state.isRunning
    }
    if isIdle { start() }
  }

  /// A clock that is made up runs everything itself. Else it is a thread of its own, not one of Swift's
  /// few, which a camera that never stops sending would keep for itself.
  private func start() {
    if clock is any TaskExecutor {
      _ = clock.task { self.run() }
    } else {
      runOnOwnThread { self.run() }
    }
  }

  private func run() {
    while let bodies = next() {
      for body in bodies { body() }
    }
  }

  private func next() -> [@Sendable () -> Void]? {
    state.withLock { state in
      defer { state.waiting = [] }
      state.isRunning = !state.waiting.isEmpty
      return state.isRunning ? state.waiting : nil
    }
  }
}
