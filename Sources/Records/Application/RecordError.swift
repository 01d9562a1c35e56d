// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// A record, or a part of one, that contradicts itself or its standard, or cannot be read.
public struct RecordError: ExplainedError {
  /// Stable identifier, such as `finger-twice`.
  public let code: String
  /// What was being done, what was found, what to do.
  public let message: String
  /// The error of the layer below, when there is one.
  public let cause: (any Error)?

  init(_ code: String, _ message: String, cause: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.cause = cause
  }
}
