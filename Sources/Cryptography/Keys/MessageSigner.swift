// SPDX-License-Identifier: Apache-2.0

/// A private key that signs, wherever it lies: in this process, in a TPM, in a token.
///
/// Only digests go in, so that the key need not come out.
public protocol DigestSigner: Sendable {
  /// The kind of key.
  var kind: PrivateKey.Kind { get }
  /// The public key as SubjectPublicKeyInfo in DER (RFC 5280).
  var subjectPublicKeyInfo: [UInt8] { get }

  /// Signs a SHA-256 digest: ECDSA-Sig-Value in DER (RFC 3279), or RSA by PKCS #1 v1.5 (RFC 8017,
  /// clause 8.2). Throws the error of what holds the key.
  func signature(of digest: Digest256) throws -> [UInt8]
}

extension PrivateKey: DigestSigner {}

/// What signs in a station's or centre's name.
public protocol MessageSigner: Sendable {
  /// The certificate of the signing key.
  var certificate: Certificate { get }

  /// Signs a SHA-256 digest, as `DigestSigner` does.
  func signature(of digest: Digest256) throws -> [UInt8]
}

/// A signing key with its certificate.
public struct CertifiedKey: MessageSigner {
  /// The certificate of the key.
  public let certificate: Certificate
  private let key: any DigestSigner

  /// Throws `crypto-bad-key` when the certificate is of another key.
  public init(key: any DigestSigner, certificate: Certificate) throws(CryptoError) {
    guard try certificate.subjectPublicKeyInfo() == key.subjectPublicKeyInfo else {
      throw CryptoError(.badKey, doing: "pairing a private key with a certificate")
    }
    (self.key, self.certificate) = (key, certificate)
  }

  /// Signs by the key.
  public func signature(of digest: Digest256) throws -> [UInt8] {
    try key.signature(of: digest)
  }
}
