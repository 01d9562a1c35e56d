// SPDX-License-Identifier: Apache-2.0

public import Cryptography

/// Cipher and MAC of a protected session (ICAO Doc 9303-11, clause 9.8).
public enum ChipCipher: Int, Sendable, Hashable, CaseIterable {
  /// Triple DES with two keys, and the retail MAC. The raw value is the last arc of the identifiers of
  /// PACE and Chip Authentication.
  case tripleDES = 1
  /// AES-128 and CMAC.
  case aes128 = 2
  /// AES-192 and CMAC.
  case aes192 = 3
  /// AES-256 and CMAC.
  case aes256 = 4

  /// Bytes of a key.
  public var keyBytes: Int {
    switch self {
    case .tripleDES, .aes128: 16
    case .aes192: 24
    case .aes256: 32
    }
  }

  /// Bytes of a block, and of the send sequence counter.
  public var blockSize: Int { self == .tripleDES ? 8 : 16 }

  /// The block cipher with a key of `keyBytes` bytes.
  public func blockCipher(key: [UInt8]) throws(CryptoError) -> BlockCipher {
    try BlockCipher(self == .tripleDES ? .tripleDES : .aes, key: key)
  }

  /// The 8-byte code of a secured message, which is padded first.
  public func code(_ message: [UInt8], key: [UInt8]) throws(CryptoError) -> [UInt8] {
    switch self {
    case .tripleDES: try MessageAuthenticationCode.retail(padded(message), key: key)
    default: try MessageAuthenticationCode.aes(padded(message), key: key)
    }
  }

  /// The 8-byte authentication token of PACE (clause 4.4.3.4), which only triple DES pads.
  public func token(_ message: [UInt8], key: [UInt8]) throws(CryptoError) -> [UInt8] {
    switch self {
    case .tripleDES: try MessageAuthenticationCode.retail(padded(message), key: key)
    default: try MessageAuthenticationCode.aes(message, key: key)
    }
  }

  /// Adds 80 and zeros up to whole blocks (ISO/IEC 9797-1, padding method 2).
  public func padded(_ message: [UInt8]) -> [UInt8] {
    let zeros = blockSize - 1 - message.count % blockSize
    return message + [0x80] + [UInt8](repeating: 0, count: zeros)
  }

  /// Takes the padding off; nil when there is none.
  public func unpadded(_ message: [UInt8]) -> [UInt8]? {
    guard let mark = message.lastIndex(where: { $0 != 0 }), message[mark] == 0x80,
      message.count - mark <= blockSize
    else { return nil }
    return Array(message[..<mark])
  }
}
