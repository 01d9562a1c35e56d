// SPDX-License-Identifier: Apache-2.0

/// Name of a pixel format or of an extension unit: 16 bytes as they go over the wire.
public struct VideoGUID: Sendable, Hashable {
  /// The sixteen bytes.
  public let bytes: [UInt8]

  /// Takes the bytes; short ones are filled up with zeros, long ones cut.
  public init(_ bytes: some Sequence<UInt8>) {
    let start = Array(bytes.prefix(16))
    self.bytes = start + [UInt8](repeating: 0, count: 16 - start.count)
  }

  /// The form that Microsoft gave to codes of four characters: `code-0000-0010-8000-00aa00389b71`.
  public init(code: String) {
    self.init(Array(code.utf8.prefix(4)) + Self.tail)
  }

  static let tail: [UInt8] = [0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71]
}

extension VideoGUID: CustomStringConvertible {
  /// The usual form; the first three groups are little-endian numbers.
  public var description: String {
    let order = [3, 2, 1, 0, -1, 5, 4, -1, 7, 6, -1, 8, 9, -1, 10, 11, 12, 13, 14, 15]
    return order.map { $0 < 0 ? "-" : Self.hex(bytes[$0]) }.joined()
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }
}
