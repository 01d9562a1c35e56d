// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// A CMS SignedData message (RFC 5652) with its content inside, checked against the certificates it
/// brings along; whether those are trusted is for the caller to find out.
public struct SignedMessage: Sendable, Hashable {
  /// What the check of the signature found.
  public enum Outcome: Sendable, Hashable {
    /// The signature covers the content and was made by this certificate's key.
    case good(signer: Certificate)
    /// The signed digest or type is not that of the content: the content was changed.
    case contentChanged(signer: Certificate)
    /// The signature was not made by this certificate's key, or what it covers was changed.
    case signatureWrong(signer: Certificate)
    /// No certificate inside fits the signer named.
    case signerMissing
    /// Nobody signed.
    case unsigned
  }

  /// The content's type as dotted object identifier.
  public let contentType: String
  /// The content.
  public let content: [UInt8]
  /// The certificates inside, at most 16.
  public let certificates: [Certificate]
  /// What the check found.
  public let outcome: Outcome
  /// Whether the signer was named byte for byte as in its certificate; some states do not (Malaysia's
  /// issuer name is encoded otherwise), and the certificate was then found by trying.
  public let namesSignerExactly: Bool
  /// When the signer says it signed, seconds since 1970; nil where it does not say.
  public let signingTime: Int64?
  /// The signed digest of the envelope that a sealed message came in; nil where there is none.
  let envelopeDigest: [UInt8]?

  /// Reads a BER or DER encoding and checks its signature.
  ///
  /// Throws `crypto-malformed` when it is no SignedData with content. A wrong signature is an outcome.
  public init(_ bytes: [UInt8]) throws(CryptoError) {
    let message = try MessageHandle(bytes)
    defer { ERR_clear_error() }
    contentType = objectIdentifier(CMS_get0_eContentType(message.pointer))
    content = try message.content()
    certificates = try message.certificates()
    let check = SignerCheck(message, content, contentType, certificates)
    (outcome, namesSignerExactly) = (check.outcome, check.namesSignerExactly)
    (signingTime, envelopeDigest) = (check.signingTime, check.envelopeDigest)
  }
}

/// OpenSSL's message; frees itself.
struct MessageHandle: ~Copyable {
  let pointer: OpaquePointer

  init(_ bytes: [UInt8]) throws(CryptoError) {
    let pointer = bytes.withUnsafeBufferPointer { buffer in
      var next = buffer.baseAddress
      return d2i_CMS_ContentInfo(nil, &next, buffer.count)
    }
    guard let pointer, OBJ_obj2nid(CMS_get0_type(pointer)) == NID_pkcs7_signed else {
      CMS_ContentInfo_free(pointer)
      ERR_clear_error()
      throw Self.malformed
    }
    self.pointer = pointer
  }

  deinit { CMS_ContentInfo_free(pointer) }

  func content() throws(CryptoError) -> [UInt8] {
    guard let place = CMS_get0_content(pointer), let string = place.pointee else {
      throw Self.malformed
    }
    return octets(string)
  }

  func certificates() throws(CryptoError) -> [Certificate] {
    guard let stack = CMS_get1_certs(pointer) else { return [] }
    defer { crypto_x509_free_all(stack) }
    var certificates: [Certificate] = []
    for index in 0..<min(crypto_x509_count(stack), 16) {
      guard let pointer = crypto_x509_at(stack, index) else { continue }
      certificates.append(try Certificate(pointer))
    }
    return certificates
  }

  private static var malformed: CryptoError {
    CryptoError(.malformed, doing: "reading a signed message")
  }
}

/// The dotted form of an object identifier; empty for none.
func objectIdentifier(_ object: OpaquePointer?) -> String {
  guard let object else { return "" }
  var text = [CChar](repeating: 0, count: 128)
  guard OBJ_obj2txt(&text, Int32(text.count), object, 1) > 0 else { return "" }
  return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
