// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Runs something that blocks on a thread of its own, so that it never holds up Swift's few threads.
package func onOwnThread<Value: Sendable, Failure: Error>(
  _ body: @escaping @Sendable () throws(Failure) -> Value
) async throws(Failure) -> Value {
  let result: Result<Value, Failure> = await withCheckedContinuation { continuation in
    runOnOwnThread {
      do throws(Failure) {
        continuation.resume(returning: .success(try body()))
      } catch {
        continuation.resume(returning: .failure(error))
      }
    }
  }
  return try result.get()
}

/// Starts something that blocks on a thread of its own and does not wait for it.
package func runOnOwnThread(_ body: @escaping @Sendable () -> Void) { Job(body).start() }

private final class Job: Sendable {
  private let body: @Sendable () -> Void

  init(_ body: @escaping @Sendable () -> Void) { self.body = body }

  func start() {
    var thread = pthread_t()
    let argument = Unmanaged.passRetained(self).toOpaque()
    let status = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, argument)
    if status == 0 {
      pthread_detach(thread)
    } else {
      // No thread to be had: blocking here is better than never answering.
      Unmanaged<Job>.fromOpaque(argument).takeRetainedValue().body()
    }
  }
}
