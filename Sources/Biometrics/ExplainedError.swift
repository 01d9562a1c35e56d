// SPDX-License-Identifier: Apache-2.0

/// An error that tells its reader what was being done, what was found and what to do about it.
///
/// Every boundary has an error type of its own that conforms; a layer wraps the error of the layer
/// below as `cause`. Messages never hold personal data, pixels or template bytes.
public protocol ExplainedError: Error, Sendable, CustomStringConvertible {
  /// Stable identifier in kebab-case, for scripts and tests, such as `unknown-resolution`.
  var code: String { get }
  /// One sentence or two: what was being done, on what, what was found, what to do.
  var message: String { get }
  /// The error of the layer below, when there is one.
  var cause: (any Error)? { get }
}

extension ExplainedError {
  /// No cause unless the type says so.
  public var cause: (any Error)? { nil }

  /// The message, its code, and the chain of causes on one line.
  public var description: String {
    let tail = cause.map { " (cause: \($0))" } ?? ""
    return "\(message) [\(code)]\(tail)"
  }
}
