// SPDX-License-Identifier: Apache-2.0

import Dispatch

/// Threads for tasks that compute for long: requests are served meanwhile, and share the processors with
/// them.
final class ComputingThreads: TaskExecutor {
  static let shared = ComputingThreads()

  private let queue = DispatchQueue(label: "computing", attributes: .concurrent)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}

/// Work that computes or waits for long, away from the threads that requests share.
enum Blocking {
  /// Runs the work on a thread of its own.
  static func run<Value: Sendable>(
    _ work: @escaping @Sendable () throws -> Value
  ) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(with: Result(catching: work)) }
    }
  }
}
