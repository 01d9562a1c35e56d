// SPDX-License-Identifier: Apache-2.0

import USB

/// Does something when time is up, unless it is stopped before.
final class Deadline: Sendable {
  private let passed = Locked(false)
  private let timer = Locked<Task<Void, Never>?>(nil)

  init(_ limit: Duration?, _ body: @escaping @Sendable () -> Void) {
    guard let limit else { return }
    let task = Task { [passed] in
      guard (try? await Task.sleep(for: limit)) != nil else { return }
      passed.withLock { $0 = true }
      body()
    }
    timer.withLock { $0 = task }
  }

  var hasPassed: Bool { passed.withLock { $0 } }

  func stop() { timer.withLock { $0 }?.cancel() }
}
