// SPDX-License-Identifier: Apache-2.0

/// Does something when time is up, unless it is stopped before.
package final class Deadline: Sendable {
  private let passed = Locked(false)
  private let timer = Locked<Task<Void, Never>?>(nil)

  /// Starts at once; without a limit it never passes.
  package init(
    _ limit: Duration?, on clock: any Clock<Duration> = ContinuousClock(),
    _ body: @escaping @Sendable () -> Void = {}
  ) {
    guard let limit else { return }
    let task = clock.task { [passed] in
      guard (try? await clock.sleep(for: limit)) != nil else { return }
      passed.withLock { $0 = true }
      body()
    }
    timer.withLock { $0 = task }
  }

  /// Whether time is up.
  package var hasPassed: Bool { passed.withLock { $0 } }

  /// Forgets about it.
  package func stop() { timer.withLock { $0 }?.cancel() }
}

extension Clock {
  /// Starts a task where the clock wants it: one that is made up passes time when its own tasks have
  /// nothing left to do, so it runs them itself.
  package func task<Success: Sendable>(
    _ body: sending @escaping @isolated(any) () async throws -> Success
  ) -> Task<Success, any Error> {
    Task(executorPreference: self as? any TaskExecutor, operation: body)
  }

  /// The same for what cannot fail.
  package func task<Success: Sendable>(
    _ body: sending @escaping @isolated(any) () async -> Success
  ) -> Task<Success, Never> {
    Task(executorPreference: self as? any TaskExecutor, operation: body)
  }
}
