// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// AES with a 128-bit key (FIPS 197), computed by OpenSSL.
public enum AES128 {
  /// Bytes of a block, and of a key.
  public static let blockSize = 16

  /// Encrypts one block as it is; for challenges, not for messages, which need a mode.
  ///
  /// Throws `CryptoError` when block or key are not 16 bytes, or OpenSSL refuses.
  public static func encrypt(block: [UInt8], key: [UInt8]) throws(CryptoError) -> [UInt8] {
    let failure = CryptoError(doing: "encrypting a block with AES-128")
    guard block.count == blockSize, key.count == blockSize,
      let context = EVP_CIPHER_CTX_new()
    else { throw failure }
    defer { EVP_CIPHER_CTX_free(context) }
    var encrypted = [UInt8](repeating: 0, count: 2 * blockSize)
    var count: Int32 = 0
    guard EVP_EncryptInit_ex(context, EVP_aes_128_ecb(), nil, key, nil) == 1,
      EVP_CIPHER_CTX_set_padding(context, 0) == 1,
      EVP_EncryptUpdate(context, &encrypted, &count, block, Int32(blockSize)) == 1,
      Int(count) == blockSize
    else { throw failure }
    return Array(encrypted.prefix(blockSize))
  }
}
