// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// A key from a passphrase by scrypt (RFC 7914), which makes guessing cost memory as well as time.
public struct Scrypt: Sendable, Hashable {
  /// Cost, a power of two: time and memory grow with it.
  ///
  /// 2^17 takes about 1 s and 128 MiB on a kit's processor: once a shift for the officer, for a thief
  /// once a guess.
  public static let usualCost = 1 << 17

  /// Cost N, a power of two of 2...2^20.
  public let cost: Int
  /// Block size r, 1...32; 128 N r bytes of memory are needed, at most 1 GiB.
  public let blockSize: Int
  /// Parallelization p, 1...16.
  public let parallelization: Int
  /// Random bytes that make equal passphrases give different keys, at most 64.
  public let salt: [UInt8]

  /// Takes parameters, as from a file.
  ///
  /// Throws `crypto-unknown-parameters` outside the ranges above: a changed file must not make the
  /// station compute for hours or take all memory.
  public init(
    salt: [UInt8], cost: Int = usualCost, blockSize: Int = 8, parallelization: Int = 1
  ) throws(CryptoError) {
    guard (2...1 << 20).contains(cost), cost.nonzeroBitCount == 1, (1...32).contains(blockSize),
      cost * blockSize <= 1 << 23, (1...16).contains(parallelization), salt.count <= 64
    else { throw CryptoError(.unknownParameters, doing: "taking scrypt parameters") }
    (self.cost, self.blockSize) = (cost, blockSize)
    (self.parallelization, self.salt) = (parallelization, salt)
  }

  /// Makes a salt of 16 random bytes for a new passphrase. Throws as `init(salt:)` does.
  public init(cost: Int = usualCost) throws(CryptoError) {
    try self.init(salt: RandomBytes.make(16), cost: cost)
  }

  /// The key of a passphrase, over its UTF-8 bytes as they are: bring what people type to one Unicode
  /// form (NFC) first. Throws `crypto-failed` when there is not enough memory.
  public func key(passphrase: String) throws(CryptoError) -> SecretKey {
    var passphrase = passphrase.utf8.map { CChar(bitPattern: $0) }
    var bytes = [UInt8](repeating: 0, count: SecretKey.count)
    defer {
      OPENSSL_cleanse(&passphrase, passphrase.count)
      OPENSSL_cleanse(&bytes, bytes.count)
      ERR_clear_error()
    }
    // Memory as of RFC 7914, clause 2, and some for OpenSSL.
    let memory = 128 * blockSize * (cost + parallelization + 2) + (1 << 20)
    let status = EVP_PBE_scrypt(
      passphrase, passphrase.count, salt, salt.count, UInt64(cost), UInt64(blockSize),
      UInt64(parallelization), UInt64(memory), &bytes, bytes.count)
    guard status == 1 else { throw CryptoError(doing: "computing scrypt") }
    return try SecretKey(bytes)
  }
}
