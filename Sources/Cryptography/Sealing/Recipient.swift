// SPDX-License-Identifier: Apache-2.0

import Bytes

/// One recipient of an envelope (RFC 5652, clause 6.2), with the message's key wrapped to it.
struct Recipient: Hashable {
  /// How the key is wrapped.
  enum Method: Hashable {
    /// KeyTransRecipientInfo with RSAES-OAEP.
    case transport
    /// KeyAgreeRecipientInfo with the sender's fresh public point.
    case agreement(point: [UInt8])
  }

  let method: Method
  /// IssuerAndSerialNumber in DER.
  let identifier: [UInt8]
  let wrapped: [UInt8]

  /// Wraps a key. Throws `seal-bad-recipient`.
  init(_ certificate: Certificate, _ key: SecretKey) throws(SealError) {
    do throws(CryptoError) {
      identifier = try certificate.issuerAndSerialNumber()
      switch certificate.keyKind {
      case .rsa: (method, wrapped) = (.transport, try KeyWrap.oaep(key, to: certificate))
      case .p256:
        let (point, wrapped) = try KeyWrap.agreed(key, with: certificate)
        (method, self.wrapped) = (.agreement(point: point), wrapped)
      case nil: throw CryptoError(.badKey, doing: "taking a recipient")
      }
    } catch {
      throw SealError(.badRecipient, cause: error)
    }
  }

  /// The message's key; nil when it was not wrapped to this private key.
  func unwrapped(by key: PrivateKey) -> SecretKey? {
    switch (method, key.kind) {
    case (.transport, .rsa): KeyWrap.unwrappedOAEP(wrapped, by: key)
    case (.agreement(let point), .p256):
      KeyWrap.unwrappedAgreed(wrapped, point: point, by: key)
    default: nil
    }
  }

  /// RecipientInfo in DER.
  var encoded: [UInt8] {
    switch method {
    case .transport:
      return DER.sequence(DER.integer(0), identifier, Self.oaep, DER.octets(wrapped))
    case .agreement(let point):
      let originator = DER.tagged(
        1, DER.algorithm(ObjectIdentifiers.ecPublicKey) + DER.bits(point))
      let scheme = DER.algorithm(
        ObjectIdentifiers.ecdhSHA256KDF, DER.algorithm(ObjectIdentifiers.aes256Wrap))
      let keys = DER.sequence(DER.sequence(identifier, DER.octets(wrapped)))
      return DER.tagged(1, DER.integer(3) + DER.tagged(0, originator) + scheme + keys)
    }
  }

  /// RSAES-OAEP-params with SHA-256 throughout (RFC 4055, clause 4.1).
  private static let oaep: [UInt8] = {
    let sha256 = DER.algorithm(ObjectIdentifiers.sha256, DER.null)
    return DER.algorithm(
      ObjectIdentifiers.rsaOAEP,
      DER.sequence(
        DER.tagged(0, sha256), DER.tagged(1, DER.algorithm(ObjectIdentifiers.mgf1, sha256))))
  }()
}

extension Recipient {
  /// Reads what `encoded` wrote; whoever reads compares with a new encoding, so that only the shape
  /// matters here.
  init(_ element: TLV) throws(MalformedData) {
    if element.tag == 0x30 {
      method = .transport
      (identifier, wrapped) = (
        Array(try element.at(1).encoded), Array(try element.at(3).content)
      )
    } else {
      // Originator: its algorithm, then the point as a BIT STRING without unused bits.
      let point = try element.at(1, 0, 1).content.dropFirst()
      method = .agreement(point: Array(point))
      let key = try element.at(3, 0)
      (identifier, wrapped) = (Array(try key.at(0).encoded), Array(try key.at(1).content))
    }
  }
}
