// SPDX-License-Identifier: Apache-2.0

/// Runs one thing after the other in the order in which they were handed in: a card hears one command
/// at a time, whoever sends.
actor CommandQueue {
  private var last: Task<Void, Never>?

  /// Runs `body` when everything before it has ended. Cancelling the caller's task cancels `body`,
  /// whose end is waited for all the same.
  func run<Value: Sendable>(
    _ body: @escaping @Sendable () async throws(CardError) -> Value
  ) async throws(CardError) -> Value {
    let before = last
    let task = Task { () -> Result<Value, CardError> in
      await before?.value
      do throws(CardError) {
        return .success(try await body())
      } catch {
        return .failure(error)
      }
    }
    last = Task { _ = await task.value }
    let result = await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }
    return try result.get()
  }
}
