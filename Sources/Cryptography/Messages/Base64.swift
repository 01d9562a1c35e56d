// SPDX-License-Identifier: Apache-2.0

/// Base64 (RFC 4648, clause 4), as files in text form carry bytes.
public enum Base64 {
  private static let letters = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The text in one line, padded.
  public static func line(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let value = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for index in 0..<4 {
        text.append(
          index <= group.count ? letters[value >> (18 - 6 * index) & 0x3f] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The text in lines of 64 characters, each ended (RFC 7468, clause 2).
  static func text(_ bytes: [UInt8]) -> String {
    stride(from: 0, to: bytes.count, by: 48).map { start in
      line(Array(bytes[start..<min(start + 48, bytes.count)])) + "\n"
    }.joined()
  }
}
