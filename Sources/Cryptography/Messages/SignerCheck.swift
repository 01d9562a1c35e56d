// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// The signer of a message: found, and its signature checked.
///
/// Only the first signer counts; ICAO Doc 9303-10, clause 4.6.2.2 has one.
struct SignerCheck {
  private(set) var outcome = SignedMessage.Outcome.unsigned
  private(set) var namesSignerExactly = true
  private(set) var signingTime: Int64?
  private(set) var envelopeDigest: [UInt8]?

  init(
    _ message: borrowing MessageHandle, _ content: [UInt8], _ contentType: String,
    _ certificates: [Certificate]
  ) {
    guard let signers = CMS_get0_SignerInfos(message.pointer), crypto_signer_count(signers) > 0,
      let signer = crypto_signer_at(signers, 0)
    else { return }
    outcome = .signerMissing
    signingTime = Self.signingTime(signer)
    envelopeDigest = Self.envelopeDigest(signer)
    let exact = certificates.filter { Self.names(signer, $0) }
    namesSignerExactly = !exact.isEmpty
    // Where the name does not fit byte for byte, the serial number or the signature decides.
    for certificate in exact.isEmpty ? certificates : exact {
      let found = Self.check(signer, certificate, content, contentType)
      outcome = found
      if case .good = found { return }
    }
  }

  private static func names(_ signer: OpaquePointer, _ certificate: Certificate) -> Bool {
    guard let handle = try? CertificateHandle(der: certificate.der) else { return false }
    return CMS_SignerInfo_cert_cmp(signer, handle.pointer) == 0
  }

  private static func check(
    _ signer: OpaquePointer, _ certificate: Certificate, _ content: [UInt8], _ contentType: String
  ) -> SignedMessage.Outcome {
    guard let handle = try? CertificateHandle(der: certificate.der) else { return .signerMissing }
    // The signer keeps its own reference to the certificate.
    CMS_SignerInfo_set1_signer_cert(signer, handle.pointer)
    defer { ERR_clear_error() }
    guard CMS_signed_get_attr_count(signer) > 0, CMS_SignerInfo_verify(signer) == 1 else {
      return .signatureWrong(signer: certificate)
    }
    guard attribute(signer, NID_pkcs9_contentType).map(isType(contentType)) == true,
      let signed = digest(signer), let algorithm = digestAlgorithm(signer),
      hash(content, algorithm) == signed
    else { return .contentChanged(signer: certificate) }
    return .good(signer: certificate)
  }

  /// A signed attribute's one value.
  private static func attribute(_ signer: OpaquePointer, _ identifier: Int32) -> OpaquePointer? {
    attribute(signer, OBJ_nid2obj(identifier))
  }

  private static func attribute(_ signer: OpaquePointer, _ type: OpaquePointer?) -> OpaquePointer? {
    let index = CMS_signed_get_attr_by_OBJ(signer, type, -1)
    guard index >= 0, CMS_signed_get_attr_by_OBJ(signer, type, index) < 0,
      let attribute = CMS_signed_get_attr(signer, index), X509_ATTRIBUTE_count(attribute) == 1
    else { return nil }
    return attribute
  }

  private static func isType(_ expected: String) -> (OpaquePointer) -> Bool {
    { attribute in
      let value = X509_ATTRIBUTE_get0_data(attribute, 0, V_ASN1_OBJECT, nil)
      return objectIdentifier(value.map { OpaquePointer($0) }) == expected
    }
  }

  private static func digest(_ signer: OpaquePointer) -> [UInt8]? {
    octetString(attribute(signer, NID_pkcs9_messageDigest))
  }

  private static func envelopeDigest(_ signer: OpaquePointer) -> [UInt8]? {
    guard let type = OBJ_txt2obj(ObjectIdentifiers.envelopeDigest, 1) else { return nil }
    defer { ASN1_OBJECT_free(type) }
    return octetString(attribute(signer, type))
  }

  private static func octetString(_ attribute: OpaquePointer?) -> [UInt8]? {
    guard let attribute,
      let value = X509_ATTRIBUTE_get0_data(attribute, 0, V_ASN1_OCTET_STRING, nil)
    else { return nil }
    return octets(value.assumingMemoryBound(to: ASN1_OCTET_STRING.self))
  }

  private static func signingTime(_ signer: OpaquePointer) -> Int64? {
    guard let attribute = attribute(signer, NID_pkcs9_signingTime),
      let type = X509_ATTRIBUTE_get0_type(attribute, 0)
    else { return nil }
    let kind = ASN1_TYPE_get(type)
    guard kind == V_ASN1_UTCTIME || kind == V_ASN1_GENERALIZEDTIME,
      let value = X509_ATTRIBUTE_get0_data(attribute, 0, kind, nil)
    else { return nil }
    return secondsSince1970(UnsafePointer(value.assumingMemoryBound(to: ASN1_TIME.self)))
  }

  private static func digestAlgorithm(_ signer: OpaquePointer) -> OpaquePointer? {
    var algorithm: UnsafeMutablePointer<X509_ALGOR>?
    CMS_SignerInfo_get0_algs(signer, nil, nil, &algorithm, nil)
    var object: OpaquePointer?
    X509_ALGOR_get0(&object, nil, nil, algorithm)
    return object.flatMap { EVP_get_digestbyname(OBJ_nid2sn(OBJ_obj2nid($0))) }
  }

  private static func hash(_ content: [UInt8], _ algorithm: OpaquePointer) -> [UInt8]? {
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var length: UInt32 = 0
    guard EVP_Digest(content, content.count, &digest, &length, algorithm, nil) == 1 else {
      return nil
    }
    return Array(digest.prefix(Int(length)))
  }
}
