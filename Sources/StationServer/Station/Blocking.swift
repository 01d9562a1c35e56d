// SPDX-License-Identifier: Apache-2.0

import Dispatch

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
