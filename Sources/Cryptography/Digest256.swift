// SPDX-License-Identifier: Apache-2.0

/// A 256-bit digest.
public struct Digest256: Sendable, Hashable, CustomStringConvertible {
  /// Bytes of a digest.
  public static let count = 32

  /// The 32 bytes, first byte first.
  public let bytes: [UInt8]

  /// Takes exactly 32 bytes; nil for another number.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == Self.count else { return nil }
    self.bytes = bytes
  }

  /// Takes 64 hexadecimal digits of either case; nil for any other text.
  public init?(hexadecimal text: some StringProtocol) {
    let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    guard digits.count == 2 * Self.count, text.utf8.count == digits.count else { return nil }
    bytes = (0..<Self.count).map { UInt8(digits[2 * $0] << 4 | digits[2 * $0 + 1]) }
  }

  /// 64 lower-case hexadecimal digits.
  public var hexadecimal: String {
    let digits = Array("0123456789abcdef")
    return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 0x0f)]] })
  }

  /// The hexadecimal digits.
  public var description: String { hexadecimal }
}
