// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// AES-256-GCM (NIST SP 800-38D): nobody without the key can read what is sealed, nor change it unseen.
///
/// Sealed bytes are `nonce (12) || ciphertext || tag (16)`. Nonces are random: after 2^32 messages under
/// one key the risk of a repeated one passes 2^-32 (clause 8.3), so use a key for less.
public enum AuthenticatedCipher {
  /// Bytes that sealing adds: nonce and tag.
  public static let overhead = nonceCount + tagCount
  /// Bytes of a nonce.
  static let nonceCount = 12
  /// Bytes of a tag.
  static let tagCount = 16

  /// Seals `plain`. `authenticated` is bound to it without being part of the result, such as the id
  /// under which it is stored. Throws `crypto-failed`, and `crypto-wrong-length` from 2 GiB on.
  public static func seal(
    _ plain: [UInt8], with key: SecretKey, authenticating authenticated: [UInt8] = []
  ) throws(CryptoError) -> [UInt8] {
    try seal(plain, with: key, authenticating: authenticated, nonce: RandomBytes.make(nonceCount))
  }

  /// Opens what `seal` made with the same key and `authenticated`.
  ///
  /// Throws `crypto-tampered` when key or `authenticated` differ or a byte was changed, and
  /// `crypto-wrong-length` for what is too short.
  public static func open(
    _ sealed: [UInt8], with key: SecretKey, authenticating authenticated: [UInt8] = []
  ) throws(CryptoError) -> [UInt8] {
    let doing = "opening sealed bytes"
    guard sealed.count >= overhead else { throw CryptoError(.wrongLength, doing: doing) }
    var tag = Array(sealed.suffix(tagCount))
    let text = Array(sealed.dropFirst(nonceCount).dropLast(tagCount))
    let run = try Run(key, Array(sealed.prefix(nonceCount)), encrypting: false, doing)
    try run.authenticate(authenticated)
    let plain = try run.update(text)
    guard EVP_CIPHER_CTX_ctrl(run.context, EVP_CTRL_AEAD_SET_TAG, Int32(tagCount), &tag) == 1 else {
      throw CryptoError(doing: doing)
    }
    guard run.isFinished() else { throw CryptoError(.tampered, doing: doing) }
    return plain
  }

  /// With a nonce from outside, for the standard's test cases only.
  static func seal(
    _ plain: [UInt8], with key: SecretKey, authenticating authenticated: [UInt8], nonce: [UInt8]
  ) throws(CryptoError) -> [UInt8] {
    let doing = "sealing bytes"
    let run = try Run(key, nonce, encrypting: true, doing)
    try run.authenticate(authenticated)
    let text = try run.update(plain)
    var tag = [UInt8](repeating: 0, count: tagCount)
    guard run.isFinished(),
      EVP_CIPHER_CTX_ctrl(run.context, EVP_CTRL_AEAD_GET_TAG, Int32(tagCount), &tag) == 1
    else { throw CryptoError(doing: doing) }
    return nonce + text + tag
  }
}

/// One use of the cipher; frees itself.
private struct Run: ~Copyable {
  let context: OpaquePointer
  private let doing: String

  init(
    _ key: SecretKey, _ nonce: [UInt8], encrypting: Bool, _ doing: String
  ) throws(CryptoError) {
    guard nonce.count == AuthenticatedCipher.nonceCount else {
      throw CryptoError(.wrongLength, doing: doing)
    }
    guard let context = EVP_CIPHER_CTX_new() else { throw CryptoError(doing: doing) }
    let status = key.withBytes { bytes in
      EVP_CipherInit_ex(
        context, EVP_aes_256_gcm(), nil, bytes.assumingMemoryBound(to: UInt8.self).baseAddress,
        nonce, encrypting ? 1 : 0)
    }
    guard status == 1 else {
      EVP_CIPHER_CTX_free(context)
      throw CryptoError(doing: doing)
    }
    (self.context, self.doing) = (context, doing)
  }

  deinit { EVP_CIPHER_CTX_free(context) }

  func authenticate(_ bytes: [UInt8]) throws(CryptoError) {
    var count: Int32 = 0
    guard let length = Int32(exactly: bytes.count) else {
      throw CryptoError(.wrongLength, doing: doing)
    }
    guard length == 0 || EVP_CipherUpdate(context, nil, &count, bytes, length) == 1 else {
      throw CryptoError(doing: doing)
    }
  }

  func update(_ bytes: [UInt8]) throws(CryptoError) -> [UInt8] {
    guard let length = Int32(exactly: bytes.count) else {
      throw CryptoError(.wrongLength, doing: doing)
    }
    var result = [UInt8](repeating: 0, count: bytes.count)
    var count: Int32 = 0
    guard length == 0 || EVP_CipherUpdate(context, &result, &count, bytes, length) == 1,
      count == length
    else { throw CryptoError(doing: doing) }
    return result
  }

  func isFinished() -> Bool {
    // GCM writes nothing more, but OpenSSL wants a place for it.
    var nothing = [UInt8](repeating: 0, count: 16)
    var count: Int32 = 0
    defer { ERR_clear_error() }
    return EVP_CipherFinal_ex(context, &nothing, &count) == 1
  }
}
