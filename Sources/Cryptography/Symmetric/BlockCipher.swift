// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// A block cipher with its key, as chips use it: CBC over whole blocks without padding, and single
/// blocks (NIST SP 800-38A, 800-67; FIPS 197).
public struct BlockCipher: Sendable {
  /// The ciphers.
  public enum Algorithm: Sendable, Hashable {
    /// AES with a key of 16, 24 or 32 bytes.
    case aes
    /// Triple DES with two keys, 16 bytes: encrypt with the first, decrypt with the second, encrypt
    /// with the first. Old chips know nothing else.
    case tripleDES
  }

  private enum Mode { case cbc, singleBlocks }

  /// The cipher.
  public let algorithm: Algorithm
  private let key: [UInt8]

  /// Takes the key. Throws `crypto-wrong-length` when the cipher has no key of that length.
  public init(_ algorithm: Algorithm, key: [UInt8]) throws(CryptoError) {
    let lengths = algorithm == .aes ? [16, 24, 32] : [16]
    guard lengths.contains(key.count) else {
      throw CryptoError(.wrongLength, doing: "taking a cipher key")
    }
    (self.algorithm, self.key) = (algorithm, key)
  }

  /// Bytes of a block: 16 for AES, 8 for triple DES.
  public var blockSize: Int { algorithm == .aes ? 16 : 8 }

  /// Encrypts whole blocks in CBC mode; without `iv` it is zero.
  ///
  /// Throws `crypto-wrong-length` for a part of a block or an `iv` that is no block.
  public func encrypt(_ message: [UInt8], iv: [UInt8]? = nil) throws(CryptoError) -> [UInt8] {
    try run(message, iv, .cbc, encrypting: true)
  }

  /// Decrypts whole blocks in CBC mode; without `iv` it is zero. Throws as `encrypt` does.
  public func decrypt(_ message: [UInt8], iv: [UInt8]? = nil) throws(CryptoError) -> [UInt8] {
    try run(message, iv, .cbc, encrypting: false)
  }

  /// Encrypts one block by itself. Throws `crypto-wrong-length` for any other number of bytes.
  public func encrypt(block: [UInt8]) throws(CryptoError) -> [UInt8] {
    guard block.count == blockSize else {
      throw CryptoError(.wrongLength, doing: "encrypting a block")
    }
    return try run(block, nil, .singleBlocks, encrypting: true)
  }

  private func run(
    _ message: [UInt8], _ iv: [UInt8]?, _ mode: Mode, encrypting: Bool
  ) throws(CryptoError) -> [UInt8] {
    let doing = encrypting ? "encrypting" : "decrypting"
    let iv = iv ?? [UInt8](repeating: 0, count: blockSize)
    guard message.count.isMultiple(of: blockSize), message.count < Int(Int32.max) - 32,
      iv.count == blockSize
    else { throw CryptoError(.wrongLength, doing: doing) }
    guard let context = EVP_CIPHER_CTX_new() else { throw CryptoError(doing: doing) }
    defer { EVP_CIPHER_CTX_free(context) }
    var result = [UInt8](repeating: 0, count: message.count + blockSize)
    var count: Int32 = 0
    guard EVP_CipherInit_ex(context, cipher(mode), nil, key, iv, encrypting ? 1 : 0) == 1,
      EVP_CIPHER_CTX_set_padding(context, 0) == 1,
      EVP_CipherUpdate(context, &result, &count, message, Int32(message.count)) == 1,
      Int(count) == message.count
    else { throw CryptoError(doing: doing) }
    result.removeLast(blockSize)
    return result
  }

  private func cipher(_ mode: Mode) -> OpaquePointer? {
    switch (algorithm, mode, key.count) {
    case (.tripleDES, .cbc, _): EVP_des_ede_cbc()
    case (.tripleDES, .singleBlocks, _): EVP_des_ede_ecb()
    case (.aes, .cbc, 16): EVP_aes_128_cbc()
    case (.aes, .cbc, 24): EVP_aes_192_cbc()
    case (.aes, .cbc, _): EVP_aes_256_cbc()
    case (.aes, .singleBlocks, 16): EVP_aes_128_ecb()
    case (.aes, .singleBlocks, 24): EVP_aes_192_ecb()
    case (.aes, .singleBlocks, _): EVP_aes_256_ecb()
    }
  }
}
