// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// Message authentication codes of chips, 8 bytes each.
public enum MessageAuthenticationCode {
  /// Bytes of a code.
  public static let count = 8

  /// The retail MAC: ISO/IEC 9797-1 algorithm 3 with DES and a zero start, over whole blocks.
  ///
  /// Single DES needs no legacy provider: it is triple DES with one key thrice. The head of the
  /// message goes through CBC with the first key, the last block through both.
  /// Throws `crypto-wrong-length` unless the key has 16 bytes and the message whole blocks, at least one.
  public static func retail(_ message: [UInt8], key: [UInt8]) throws(CryptoError) -> [UInt8] {
    guard key.count == 16, !message.isEmpty, message.count.isMultiple(of: 8) else {
      throw CryptoError(.wrongLength, doing: "computing a retail MAC")
    }
    let first = key.prefix(8)
    let single = try BlockCipher(.tripleDES, key: Array(first + first))
    let double = try BlockCipher(.tripleDES, key: key)
    let head = try single.encrypt(Array(message.dropLast(8)))
    let before = head.isEmpty ? nil : Array(head.suffix(8))
    return try double.encrypt(Array(message.suffix(8)), iv: before)
  }

  /// CMAC with AES (NIST SP 800-38B), cut to its first 8 bytes, over a message of any length.
  ///
  /// Throws `crypto-wrong-length` unless the key has 16, 24 or 32 bytes.
  public static func aes(_ message: [UInt8], key: [UInt8]) throws(CryptoError) -> [UInt8] {
    guard [16, 24, 32].contains(key.count) else {
      throw CryptoError(.wrongLength, doing: "computing a CMAC")
    }
    var code = [UInt8](repeating: 0, count: 16)
    var length = 0
    guard
      EVP_Q_mac(
        nil, "CMAC", nil, "AES-\(8 * key.count)-CBC", nil, key, key.count, message, message.count,
        &code, code.count, &length) != nil, length == 16
    else { throw CryptoError(doing: "computing a CMAC") }
    return Array(code.prefix(count))
  }
}
