// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// A private key of EC P-256 or RSA: signs, and opens what was sealed to its certificate. Never printed.
public final class PrivateKey: @unchecked Sendable, CustomStringConvertible {
  /// What keys there are.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// NIST P-256 (FIPS 186-4), for ECDSA and ECDH.
    case p256 = "EC P-256"
    /// RSA with 3072 bits, the same strength (NIST SP 800-57 part 1, table 2); from 2048 bits on read.
    case rsa = "RSA"
  }

  /// The kind.
  public let kind: Kind
  /// The public key as SubjectPublicKeyInfo in DER (RFC 5280).
  public let subjectPublicKeyInfo: [UInt8]
  // OpenSSL counts and guards its keys itself; nothing here changes one.
  let pointer: OpaquePointer

  /// Makes a key by the system's random numbers. Throws `crypto-failed`.
  public convenience init(_ kind: Kind) throws(CryptoError) {
    let failure = CryptoError(doing: "making a private key")
    let algorithm = kind == .p256 ? "EC" : "RSA"
    guard let context = EVP_PKEY_CTX_new_from_name(nil, algorithm, nil) else { throw failure }
    defer { EVP_PKEY_CTX_free(context) }
    var key: OpaquePointer?
    guard EVP_PKEY_keygen_init(context) == 1,
      kind == .p256
        ? EVP_PKEY_CTX_set_group_name(context, "P-256") == 1
        : EVP_PKEY_CTX_set_rsa_keygen_bits(context, 3072) == 1,
      EVP_PKEY_generate(context, &key) == 1, let key
    else { throw failure }
    try self.init(taking: key)
  }

  /// Takes over OpenSSL's key, also when it is refused.
  init(taking pointer: OpaquePointer) throws(CryptoError) {
    self.pointer = pointer
    guard let kind = Kind(pointer) else {
      // `deinit` does not run before all is set.
      EVP_PKEY_free(pointer)
      throw CryptoError(
        .unknownParameters, doing: "taking a private key (EC P-256, RSA from 2048 bits)")
    }
    do throws(CryptoError) {
      subjectPublicKeyInfo = try encoding { i2d_PUBKEY(pointer, $0) }
    } catch {
      EVP_PKEY_free(pointer)
      throw error
    }
    self.kind = kind
  }

  deinit { EVP_PKEY_free(pointer) }

  /// Says only which kind it is.
  public var description: String { "private key (\(kind.rawValue))" }

  /// Signs a digest, as `MessageSigner` says. Throws `crypto-failed`.
  public func signature(of digest: Digest256) throws(CryptoError) -> [UInt8] {
    let failure = CryptoError(doing: "signing a digest")
    guard let context = EVP_PKEY_CTX_new(pointer, nil) else { throw failure }
    defer { EVP_PKEY_CTX_free(context) }
    var count = 0
    guard EVP_PKEY_sign_init(context) == 1,
      kind == .p256 || EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) == 1,
      EVP_PKEY_CTX_set_signature_md(context, EVP_sha256()) == 1,
      EVP_PKEY_sign(context, nil, &count, digest.bytes, digest.bytes.count) == 1
    else { throw failure }
    var signature = [UInt8](repeating: 0, count: count)
    guard EVP_PKEY_sign(context, &signature, &count, digest.bytes, digest.bytes.count) == 1 else {
      throw failure
    }
    return Array(signature.prefix(count))
  }
}

extension PrivateKey.Kind {
  /// The kind of OpenSSL's key; nil for other curves, short RSA keys and other algorithms.
  init?(_ key: OpaquePointer) {
    switch EVP_PKEY_get_base_id(key) {
    case EVP_PKEY_EC:
      var name = [CChar](repeating: 0, count: 64)
      guard EVP_PKEY_get_group_name(key, &name, name.count, nil) == 1,
        name.prefix(while: { $0 != 0 }).map({ UInt8(bitPattern: $0) }) == Array("prime256v1".utf8)
      else { return nil }
      self = .p256
    case EVP_PKEY_RSA:
      // Longer keys than 8192 bits only keep us computing.
      guard (2048...8192).contains(EVP_PKEY_get_bits(key)) else { return nil }
      self = .rsa
    default: return nil
    }
  }
}
