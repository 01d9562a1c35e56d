// SPDX-License-Identifier: Apache-2.0

/// A request for a certificate (PKCS #10, RFC 2986), which an authority answers with one.
public struct CertificateRequest: Sendable, Hashable {
  /// The encoding.
  public let der: [UInt8]

  /// Makes a request, signed by the key it is for. Throws what the key throws.
  public init(for key: any DigestSigner, name: DistinguishedName) throws {
    let information = DER.sequence(
      DER.integer(0), name.encoded, key.subjectPublicKeyInfo, DER.tagged(0, []))
    der = try DER.signed(information, by: key)
  }

  /// The request as a PEM file (RFC 7468).
  public var pem: [UInt8] {
    let text = Base64.text(der)
    return Array(
      "-----BEGIN CERTIFICATE REQUEST-----\n\(text)-----END CERTIFICATE REQUEST-----\n".utf8)
  }
}

extension DER {
  /// What was signed, with the algorithm and the signature: the shape of certificates and requests.
  static func signed(_ content: [UInt8], by key: any DigestSigner) throws -> [UInt8] {
    let signature = try key.signature(of: SHA256.digest(of: content))
    return sequence(content, signatureAlgorithm(key.kind), bits(signature))
  }

  /// ECDSA or RSA PKCS #1 v1.5 with SHA-256.
  static func signatureAlgorithm(_ kind: PrivateKey.Kind) -> [UInt8] {
    switch kind {
    case .p256: algorithm(ObjectIdentifiers.ecdsaWithSHA256)
    case .rsa: algorithm(ObjectIdentifiers.rsaWithSHA256, null)
    }
  }
}
