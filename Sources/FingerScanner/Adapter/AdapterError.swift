// SPDX-License-Identifier: Apache-2.0

/// A vendor's program that does not do as it should. It was ended; starting it again may help.
struct AdapterError: Error, Sendable, Hashable, CustomStringConvertible {
  enum Reason: Sendable, Hashable {
    /// It ended by itself: exit status, or 128 and the signal.
    case ended(status: Int32)
    /// It said nothing for too long.
    case silent
    /// It said something that the protocol does not have.
    case nonsense(String)
    /// It does not take what it is told.
    case deaf
  }

  let reason: Reason

  init(_ reason: Reason) { self.reason = reason }

  var description: String {
    switch reason {
    case .ended(let status) where status > 128: "the adapter was ended by signal \(status - 128)"
    case .ended(let status): "the adapter ended with \(status)"
    case .silent: "the adapter said nothing for too long"
    case .nonsense(let what): "the adapter broke the protocol: \(what)"
    case .deaf: "the adapter does not read"
    }
  }
}
