// SPDX-License-Identifier: Apache-2.0

import Bytes

/// SignedData (RFC 5652, clause 5) with content and signer's certificate inside, put together so that
/// only a digest goes to the signer.
struct SignedContent {
  let content: [UInt8]
  let signer: any MessageSigner
  /// Signing time, seconds since 1970.
  let time: Int64
  /// Digest of the envelope that the content goes into; nil for a message that is not sealed.
  let envelopeDigest: Digest256?

  /// ContentInfo in DER, signed. Throws what the signer throws.
  func encoded() throws -> [UInt8] {
    let certificate = signer.certificate
    let attributes = try DER.sorted(signedAttributes())
    // Signed is the SET OF, not the implicit tag that stands in the message (clause 5.4).
    let signature = try signer.signature(of: SHA256.digest(of: TLV.encoding(0x31, attributes)))
    let signerInfo = DER.sequence(
      DER.integer(1), try certificate.issuerAndSerialNumber(), Self.sha256,
      DER.tagged(0, attributes), try signatureAlgorithm(), DER.octets(signature))
    let signedData = DER.sequence(
      DER.integer(1), DER.set([Self.sha256]),
      DER.sequence(
        DER.identifier(ObjectIdentifiers.data), DER.tagged(0, DER.octets(content))),
      DER.tagged(0, certificate.der), DER.set([signerInfo]))
    return DER.sequence(DER.identifier(ObjectIdentifiers.signedData), DER.tagged(0, signedData))
  }

  private func signedAttributes() throws(CryptoError) -> [[UInt8]] {
    let digest = try SHA256.digest(of: content)
    var attributes = [
      (ObjectIdentifiers.contentType, DER.identifier(ObjectIdentifiers.data)),
      (ObjectIdentifiers.messageDigest, DER.octets(digest.bytes)),
      (ObjectIdentifiers.signingTime, DER.time(time)),
    ]
    if let envelopeDigest {
      attributes.append((ObjectIdentifiers.envelopeDigest, DER.octets(envelopeDigest.bytes)))
    }
    return attributes.map { DER.sequence(DER.identifier($0), DER.set([$1])) }
  }

  private func signatureAlgorithm() throws(CryptoError) -> [UInt8] {
    switch signer.certificate.keyKind {
    case .p256: DER.algorithm(ObjectIdentifiers.ecdsaWithSHA256)
    case .rsa: DER.algorithm(ObjectIdentifiers.rsaEncryption, DER.null)
    case nil: throw CryptoError(.badKey, doing: "signing with a key that is no EC P-256 and no RSA")
    }
  }

  private static let sha256 = DER.algorithm(ObjectIdentifiers.sha256)
}

extension SignedMessage {
  /// Content that everybody may read, signed: a receipt. `time` is in seconds since 1970.
  ///
  /// Plain `openssl cms -verify` reads it. Throws `CryptoError`, or what the signer throws.
  public static func signing(
    _ content: [UInt8], by signer: any MessageSigner, at time: Int64
  ) throws -> [UInt8] {
    try SignedContent(content: content, signer: signer, time: time, envelopeDigest: nil).encoded()
  }
}
