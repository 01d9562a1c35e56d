// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// Gives a message's key to the holder of a certificate, and takes it back with the private key.
enum KeyWrap {
  /// Bytes of an uncompressed point of P-256.
  static let pointCount = 65

  /// RSAES-OAEP with SHA-256 and MGF1 with SHA-256 (RFC 8017, clause 7.1).
  static func oaep(_ key: SecretKey, to certificate: Certificate) throws(CryptoError) -> [UInt8] {
    try certificate.withPublicKey { publicKey throws(CryptoError) in
      let failure = CryptoError(doing: "wrapping a key")
      guard let context = EVP_PKEY_CTX_new(publicKey, nil) else { throw failure }
      defer { EVP_PKEY_CTX_free(context) }
      var wrapped = [UInt8](repeating: 0, count: Int(EVP_PKEY_get_size(publicKey)))
      var count = wrapped.count
      let status = key.withBytes { bytes in
        EVP_PKEY_encrypt_init(context) == 1 && setOAEP(context)
          && EVP_PKEY_encrypt(
            context, &wrapped, &count, bytes.assumingMemoryBound(to: UInt8.self).baseAddress,
            bytes.count) == 1
      }
      guard status else { throw failure }
      return Array(wrapped.prefix(count))
    }
  }

  /// Takes back a key wrapped by OAEP; nil when it was not wrapped to this private key.
  static func unwrappedOAEP(_ wrapped: [UInt8], by key: PrivateKey) -> SecretKey? {
    guard let context = EVP_PKEY_CTX_new(key.pointer, nil) else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(EVP_PKEY_get_size(key.pointer)))
    var count = bytes.count
    defer {
      EVP_PKEY_CTX_free(context)
      OPENSSL_cleanse(&bytes, bytes.count)
      ERR_clear_error()
    }
    guard EVP_PKEY_decrypt_init(context) == 1, setOAEP(context),
      EVP_PKEY_decrypt(context, &bytes, &count, wrapped, wrapped.count) == 1
    else { return nil }
    return try? SecretKey(Array(bytes.prefix(count)))
  }

  /// Wraps by ECDH with a fresh key, whose public point comes out too (RFC 5753, clause 3.1).
  static func agreed(
    _ key: SecretKey, with certificate: Certificate
  ) throws(CryptoError) -> (point: [UInt8], wrapped: [UInt8]) {
    let failure = CryptoError(doing: "wrapping a key")
    let ephemeral = try PrivateKey(.p256)
    var point = [UInt8](repeating: 0, count: pointCount)
    var count = 0
    guard
      EVP_PKEY_get_octet_string_param(ephemeral.pointer, "pub", &point, point.count, &count) == 1,
      count == pointCount
    else { throw failure }
    let wrapping = try certificate.withPublicKey { peer throws(CryptoError) in
      try keyEncryptionKey(ephemeral, peer)
    }
    guard let wrapped = key.withBytes({ run(wrapping, Array($0), encrypting: true) }) else {
      throw failure
    }
    return (point, wrapped)
  }

  /// Takes back a key wrapped by ECDH; nil when it was not wrapped to this private key.
  static func unwrappedAgreed(
    _ wrapped: [UInt8], point: [UInt8], by key: PrivateKey
  ) -> SecretKey? {
    defer { ERR_clear_error() }
    guard let peer = crypto_curve_key("prime256v1", point, point.count) else { return nil }
    defer { EVP_PKEY_free(peer) }
    guard let wrapping = try? keyEncryptionKey(key, peer),
      let bytes = run(wrapping, wrapped, encrypting: false)
    else { return nil }
    return try? SecretKey(bytes)
  }

  private static func setOAEP(_ context: OpaquePointer) -> Bool {
    EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) == 1
      && EVP_PKEY_CTX_set_rsa_oaep_md(context, EVP_sha256()) == 1
      && EVP_PKEY_CTX_set_rsa_mgf1_md(context, EVP_sha256()) == 1
  }

  /// ECDH and the X9.63 key derivation with SHA-256 over ECC-CMS-SharedInfo (RFC 5753, clause 7.2);
  /// 32 bytes are one round of it.
  private static func keyEncryptionKey(
    _ key: PrivateKey, _ peer: OpaquePointer
  ) throws(CryptoError) -> SecretKey {
    let failure = CryptoError(doing: "agreeing on a key")
    guard let context = EVP_PKEY_CTX_new(key.pointer, nil) else { throw failure }
    var secret = [UInt8](repeating: 0, count: 32)
    var count = secret.count
    defer {
      EVP_PKEY_CTX_free(context)
      OPENSSL_cleanse(&secret, secret.count)
    }
    guard EVP_PKEY_derive_init(context) == 1, EVP_PKEY_derive_set_peer(context, peer) == 1,
      EVP_PKEY_derive(context, &secret, &count) == 1, count == secret.count
    else { throw failure }
    let bitsOfKey: [UInt8] = [0, 0, 1, 0]
    let sharedInfo = DER.sequence(
      DER.algorithm(ObjectIdentifiers.aes256Wrap), DER.tagged(2, DER.octets(bitsOfKey)))
    return try SecretKey(SHA256.digest(of: secret + [0, 0, 0, 1] + sharedInfo).bytes)
  }

  /// AES-256 key wrap (RFC 3394); nil where it does not fit.
  private static func run(_ key: SecretKey, _ bytes: [UInt8], encrypting: Bool) -> [UInt8]? {
    guard bytes.count == SecretKey.count + (encrypting ? 0 : 8),
      let context = EVP_CIPHER_CTX_new()
    else { return nil }
    defer {
      EVP_CIPHER_CTX_free(context)
      ERR_clear_error()
    }
    EVP_CIPHER_CTX_set_flags(context, EVP_CIPHER_CTX_FLAG_WRAP_ALLOW)
    var result = [UInt8](repeating: 0, count: bytes.count + 16)
    var count: Int32 = 0
    let status = key.withBytes { key in
      EVP_CipherInit_ex(
        context, EVP_aes_256_wrap(), nil, key.assumingMemoryBound(to: UInt8.self).baseAddress, nil,
        encrypting ? 1 : 0)
    }
    guard status == 1,
      EVP_CipherUpdate(context, &result, &count, bytes, Int32(bytes.count)) == 1
    else { return nil }
    return Array(result.prefix(Int(count)))
  }
}
