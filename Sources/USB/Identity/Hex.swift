// SPDX-License-Identifier: Apache-2.0

/// Hexadecimal text with leading zeros, and back.
enum Hex {
  static func digits(_ value: some FixedWidthInteger & UnsignedInteger) -> String {
    let text = String(value, radix: 16)
    return String(repeating: "0", count: value.bitWidth / 4 - text.count) + text
  }

  static func text(_ bytes: some Sequence<UInt8>) -> String { bytes.map(digits).joined() }

  /// The bytes of an even number of digits; nil for anything else.
  static func bytes(_ text: some StringProtocol) -> [UInt8]? {
    let digits = text.utf8.map { Character(UnicodeScalar($0)).hexDigitValue }
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count / 2)
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = digits[index], let low = digits[index + 1] else { return nil }
      bytes.append(UInt8(high << 4 | low))
    }
    return bytes
  }
}
