// SPDX-License-Identifier: Apache-2.0

/// Bytes from outside that do not follow their format.
public struct MalformedData: Error, Sendable, Hashable, CustomStringConvertible {
  /// Byte offset where the rule was broken, from the start of the data given to the parser.
  public let offset: Int
  /// What the format asks for at that place.
  public let expected: String

  /// Takes the byte offset and what was expected there.
  public init(offset: Int, expected: String) {
    self.offset = offset
    self.expected = expected
  }

  /// One line for messages.
  public var description: String { "at byte \(offset): expected \(expected)" }
}
