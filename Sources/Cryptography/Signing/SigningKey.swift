// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// A private key of a curve that can sign: for the invented states and chips of samples and tests.
/// Keys that count are not made or kept here.
public final class SigningKey: Sendable {
  /// The curve.
  public let curve: EllipticCurve
  /// The public key.
  public let publicKey: CurvePoint
  /// The public key as SubjectPublicKeyInfo (RFC 5280).
  public let subjectPublicKeyInfo: [UInt8]
  private let handle: KeyHandle

  /// Makes a key by the system's random numbers. Throws `crypto-failed`.
  public init(on curve: EllipticCurve) throws(CryptoError) {
    let handle = try KeyHandle(randomOn: curve)
    self.curve = curve
    self.handle = handle
    publicKey = try handle.point(on: curve)
    subjectPublicKeyInfo = try encoding { i2d_PUBKEY(handle.pointer, $0) }
  }

  /// Signs a digest; gives `r || s`, each as long as the curve's field (BSI TR-03111, clause 5.2.1).
  public func plainSignature(digest: [UInt8]) throws(CryptoError) -> [UInt8] {
    let failure = CryptoError(doing: "signing a digest")
    let encoded = try signature(digest: digest)
    let read = encoded.withUnsafeBufferPointer { bytes in
      var next = bytes.baseAddress
      return d2i_ECDSA_SIG(nil, &next, bytes.count)
    }
    guard let read else { throw failure }
    defer { ECDSA_SIG_free(read) }
    let size = Int32(curve.fieldBytes)
    var (r, s) = ([UInt8](repeating: 0, count: Int(size)), [UInt8](repeating: 0, count: Int(size)))
    guard BN_bn2binpad(ECDSA_SIG_get0_r(read), &r, size) == size,
      BN_bn2binpad(ECDSA_SIG_get0_s(read), &s, size) == size
    else { throw failure }
    return r + s
  }

  /// Signs a digest; gives ECDSA-Sig-Value in DER (RFC 3279).
  public func signature(digest: [UInt8]) throws(CryptoError) -> [UInt8] {
    let failure = CryptoError(doing: "signing a digest")
    guard let context = EVP_PKEY_CTX_new(handle.pointer, nil) else { throw failure }
    defer { EVP_PKEY_CTX_free(context) }
    var count = 0
    guard EVP_PKEY_sign_init(context) == 1,
      EVP_PKEY_sign(context, nil, &count, digest, digest.count) == 1
    else { throw failure }
    var signature = [UInt8](repeating: 0, count: count)
    guard EVP_PKEY_sign(context, &signature, &count, digest, digest.count) == 1 else {
      throw failure
    }
    return Array(signature.prefix(count))
  }

  /// Lets OpenSSL use the key.
  func withPointer<Result>(_ body: (OpaquePointer) throws(CryptoError) -> Result)
    throws(CryptoError)
    -> Result
  {
    try body(handle.pointer)
  }
}

/// OpenSSL's key, which it counts and guards itself; frees itself.
private final class KeyHandle: @unchecked Sendable {
  let pointer: OpaquePointer

  init(randomOn curve: EllipticCurve) throws(CryptoError) {
    let failure = CryptoError(doing: "making a key")
    guard let context = EVP_PKEY_CTX_new_from_name(nil, "EC", nil) else { throw failure }
    defer { EVP_PKEY_CTX_free(context) }
    var key: OpaquePointer?
    guard EVP_PKEY_keygen_init(context) == 1,
      EVP_PKEY_CTX_set_group_name(context, curve.name) == 1,
      EVP_PKEY_generate(context, &key) == 1, let key
    else { throw failure }
    pointer = key
  }

  deinit { EVP_PKEY_free(pointer) }

  func point(on curve: EllipticCurve) throws(CryptoError) -> CurvePoint {
    // 04, x and y of the largest curve.
    var bytes = [UInt8](repeating: 0, count: 1 + 2 * 66)
    var count = 0
    guard EVP_PKEY_get_octet_string_param(pointer, "pub", &bytes, bytes.count, &count) == 1 else {
      throw CryptoError(doing: "reading a key")
    }
    return try CurvePoint(curve, encoded: Array(bytes.prefix(count)))
  }
}
