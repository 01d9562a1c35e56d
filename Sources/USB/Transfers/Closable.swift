// SPDX-License-Identifier: Apache-2.0

/// What is open until it is closed: a bus, or a device on it.
public protocol Closable: Sendable {
  /// Gives it back. Safe to call again.
  func close() async
}

extension Closable {
  /// Works with it, and closes it whatever happens.
  public func use<Value>(_ body: (Self) async throws -> Value) async throws -> Value {
    do {
      let value = try await body(self)
      await close()
      return value
    } catch {
      await close()
      throw error
    }
  }
}
