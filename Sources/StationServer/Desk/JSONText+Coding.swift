// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

extension JSONText {
  /// A value as JSON with sorted keys.
  public init(_ value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    bytes = [UInt8](try encoder.encode(value))
  }

  /// The value that the JSON describes. Throws `malformed`.
  public func value<Value: Decodable>(_ type: Value.Type) throws(WebError) -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch {
      throw WebError(
        400, "malformed", "The request's JSON does not have the form that is asked for.")
    }
  }
}
