// SPDX-License-Identifier: Apache-2.0

public import Cryptography
public import Records

/// Identifies one sealed record from the station to the centre, for ever: a UUID of version 7
/// (RFC 9562, 5.7), made once when the application is submitted.
///
/// It is random but for its time, so that it can stand in logs where no personal data may.
public struct RecordID: Sendable, Hashable, Comparable, CustomStringConvertible, Codable {
  /// Lower-case hexadecimal digits in groups of 8, 4, 4, 4 and 12.
  public let description: String

  /// Takes a UUID in its usual text form, in either case; nil for any other text.
  public init?(_ text: String) {
    let groups = text.split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.count == 36, groups.map(\.utf8.count) == [8, 4, 4, 4, 12],
      groups.allSatisfy({ $0.utf8.allSatisfy(Self.isDigit) })
    else { return nil }
    description = text.lowercased()
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }

  /// Makes an id for now. Throws `crypto-failed` when the system has no randomness.
  public init(at time: UTCTime) throws(CryptoError) {
    let milliseconds = UInt64(time.secondsSince1970) * 1000
    var bytes = (0..<6).map { UInt8(truncatingIfNeeded: milliseconds >> (8 * (5 - $0))) }
    bytes += try RandomBytes.make(10)
    bytes[6] = bytes[6] & 0x0f | 0x70
    bytes[8] = bytes[8] & 0x3f | 0x80
    var text = bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    for position in [10, 8, 6, 4] { text.insert("-", at: position) }
    description = text.joined()
  }

  /// Orders by time of making, for ids of version 7.
  public static func < (lhs: RecordID, rhs: RecordID) -> Bool { lhs.description < rhs.description }

  /// Reads the text form.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let id = RecordID(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "no record id"))
    }
    self = id
  }

  /// Writes the text form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
