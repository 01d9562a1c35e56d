// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// ECDSA over the curves of documents (BSI TR-03111, clause 4.2).
public enum ECDSA {
  /// Whether `r || s`, each padded to the same length, signs a digest under a public key.
  ///
  /// Throws `crypto-failed` when OpenSSL cannot check at all; a wrong signature is no error.
  public static func isValid(
    plainSignature: [UInt8], digest: [UInt8], key: CurvePoint
  ) throws(CryptoError) -> Bool {
    guard !plainSignature.isEmpty, plainSignature.count.isMultiple(of: 2) else { return false }
    let half = plainSignature.count / 2
    guard half <= 128, let signature = ECDSA_SIG_new() else { return false }
    defer { ECDSA_SIG_free(signature) }
    let (first, second) = (Array(plainSignature.prefix(half)), Array(plainSignature.suffix(half)))
    let r = BN_bin2bn(first, Int32(half), nil)
    let s = BN_bin2bn(second, Int32(half), nil)
    guard ECDSA_SIG_set0(signature, r, s) == 1 else {
      BN_free(r)
      BN_free(s)
      return false
    }
    var encoded: UnsafeMutablePointer<UInt8>?
    let count = i2d_ECDSA_SIG(signature, &encoded)
    guard count > 0, let encoded else { return false }
    defer { CRYPTO_free(encoded, nil, 0) }
    let bytes = Array(UnsafeBufferPointer(start: encoded, count: Int(count)))
    return try isValid(signature: bytes, digest: digest, key: key)
  }

  /// Whether a DER-encoded ECDSA-Sig-Value (RFC 3279) signs a digest under a public key.
  ///
  /// Throws `crypto-failed` when OpenSSL cannot check at all; a wrong signature is no error.
  public static func isValid(
    signature: [UInt8], digest: [UInt8], key: CurvePoint
  ) throws(CryptoError) -> Bool {
    let key = try CurveKey(key)
    let failure = CryptoError(doing: "checking an ECDSA signature")
    guard let context = EVP_PKEY_CTX_new(key.pointer, nil) else { throw failure }
    defer {
      EVP_PKEY_CTX_free(context)
      ERR_clear_error()
    }
    guard EVP_PKEY_verify_init(context) == 1 else { throw failure }
    return EVP_PKEY_verify(context, signature, signature.count, digest, digest.count) == 1
  }
}

/// A public key of a curve inside OpenSSL; frees itself.
private struct CurveKey: ~Copyable {
  let pointer: OpaquePointer

  init(_ point: CurvePoint) throws(CryptoError) {
    guard let pointer = crypto_curve_key(point.curve.name, point.encoded, point.encoded.count)
    else { throw CryptoError(doing: "preparing an ECDSA key") }
    self.pointer = pointer
  }

  deinit { EVP_PKEY_free(pointer) }
}
