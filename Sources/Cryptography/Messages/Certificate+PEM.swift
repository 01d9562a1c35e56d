// SPDX-License-Identifier: Apache-2.0

import CCrypto

extension Certificate {
  /// Reads a file: DER, or PEM (RFC 7468), whose first certificate counts. Throws `crypto-malformed`.
  public init(file: [UInt8]) throws(CryptoError) {
    guard file.first != 0x30 else {
      try self.init(der: file)
      return
    }
    guard file.count <= 1 << 20, let input = MemoryInput(file) else {
      throw CryptoError(.malformed, doing: "reading a certificate")
    }
    defer { ERR_clear_error() }
    guard let pointer = PEM_read_bio_X509(input.bio, nil, nil, nil) else {
      throw CryptoError(.malformed, doing: "reading a certificate")
    }
    defer { X509_free(pointer) }
    try self.init(pointer)
  }

  /// The certificate as a PEM file. Throws `crypto-failed`.
  public func pem() throws(CryptoError) -> [UInt8] {
    let handle = try CertificateHandle(der: der)
    guard let output = MemoryOutput(), PEM_write_bio_X509(output.bio, handle.pointer) == 1 else {
      throw CryptoError(doing: "writing a certificate")
    }
    return output.bytes
  }

  /// SHA-256 over the encoding, by which a certificate is pinned. Throws `crypto-failed`.
  public func fingerprint() throws(CryptoError) -> Digest256 { try SHA256.digest(of: der) }

  /// The public key as SubjectPublicKeyInfo in DER. Throws `crypto-malformed` for a key that OpenSSL does
  /// not know.
  public func subjectPublicKeyInfo() throws(CryptoError) -> [UInt8] {
    try withPublicKey { key throws(CryptoError) in try encoding { i2d_PUBKEY(key, $0) } }
  }

  /// The kind of its key; nil for one that this project neither seals to nor signs with.
  public var keyKind: PrivateKey.Kind? {
    try? withPublicKey { key throws(CryptoError) in PrivateKey.Kind(key) }
  }

  /// Lets `body` use the public key.
  func withPublicKey<Result>(
    _ body: (OpaquePointer) throws(CryptoError) -> Result
  ) throws(CryptoError) -> Result {
    let handle = try CertificateHandle(der: der)
    defer { ERR_clear_error() }
    guard let key = X509_get0_pubkey(handle.pointer) else {
      throw CryptoError(.malformed, doing: "reading a certificate's key")
    }
    return try body(key)
  }

  /// IssuerAndSerialNumber of RFC 5652, clause 10.2.4, as it stands in the certificate.
  func issuerAndSerialNumber() throws(CryptoError) -> [UInt8] {
    let handle = try CertificateHandle(der: der)
    let issuer = try encoding { i2d_X509_NAME(X509_get_issuer_name(handle.pointer), $0) }
    let number = try encoding { i2d_ASN1_INTEGER(X509_get0_serialNumber(handle.pointer), $0) }
    return DER.sequence(issuer, number)
  }
}
