// SPDX-License-Identifier: Apache-2.0

import CCrypto

extension Certificate {
  /// Issues a certificate for a key, signed by ECDSA with SHA-256: for the invented states of samples
  /// and tests.
  ///
  /// `country` has two letters, times are seconds since 1970. `authority` is the issuer with its key;
  /// nil makes an authority that signs itself. Throws `crypto-failed`.
  public static func issue(
    for key: SigningKey, country: String, name: String, serialNumber: Int64,
    validity: ClosedRange<Int64>, by authority: (certificate: Certificate, key: SigningKey)? = nil
  ) throws(CryptoError) -> Certificate {
    let draft = try Draft()
    try draft.describe(country: country, name: name, serialNumber, validity)
    try draft.certify(key, by: authority?.certificate)
    return try draft.signed(by: authority?.key ?? key)
  }
}

/// A certificate that is being filled in; frees itself.
private struct Draft: ~Copyable {
  private let pointer: OpaquePointer

  init() throws(CryptoError) {
    guard let pointer = X509_new() else { throw Self.failure }
    self.pointer = pointer
  }

  deinit { X509_free(pointer) }

  func describe(
    country: String, name: String, _ serialNumber: Int64, _ validity: ClosedRange<Int64>
  ) throws(CryptoError) {
    guard X509_set_version(pointer, 2) == 1,
      ASN1_INTEGER_set_int64(X509_get_serialNumber(pointer), serialNumber) == 1,
      ASN1_TIME_set(X509_getm_notBefore(pointer), Int(validity.lowerBound)) != nil,
      ASN1_TIME_set(X509_getm_notAfter(pointer), Int(validity.upperBound)) != nil,
      let subject = X509_get_subject_name(pointer)
    else { throw Self.failure }
    for (field, text) in [("C", country), ("O", "Sinhtrac samples"), ("CN", name)] {
      let bytes = Array(text.utf8)
      let status = X509_NAME_add_entry_by_txt(
        subject, field, MBSTRING_UTF8, bytes, Int32(bytes.count), -1, 0)
      guard status == 1 else { throw Self.failure }
    }
  }

  func certify(_ key: SigningKey, by authority: Certificate?) throws(CryptoError) {
    let status = try key.withPointer { X509_set_pubkey(pointer, $0) }
    guard status == 1 else { throw Self.failure }
    if let authority {
      let issuer = try CertificateHandle(der: authority.der)
      guard X509_set_issuer_name(pointer, X509_get_subject_name(issuer.pointer)) == 1 else {
        throw Self.failure
      }
      try extend(by: issuer.pointer, [(NID_key_usage, "critical,digitalSignature")])
    } else {
      guard X509_set_issuer_name(pointer, X509_get_subject_name(pointer)) == 1 else {
        throw Self.failure
      }
      let extensions = [
        (NID_basic_constraints, "critical,CA:TRUE,pathlen:0"),
        (NID_key_usage, "critical,keyCertSign,cRLSign"),
      ]
      try extend(by: pointer, extensions)
    }
  }

  private func extend(
    by issuer: OpaquePointer, _ extensions: [(Int32, String)]
  ) throws(CryptoError) {
    let identifiers = [
      (NID_subject_key_identifier, "hash"), (NID_authority_key_identifier, "keyid"),
    ]
    for (number, value) in identifiers + extensions {
      var context = X509V3_CTX()
      X509V3_set_ctx(&context, issuer, pointer, nil, nil, 0)
      guard let made = X509V3_EXT_conf_nid(nil, &context, number, value) else { throw Self.failure }
      defer { X509_EXTENSION_free(made) }
      guard X509_add_ext(pointer, made, -1) == 1 else { throw Self.failure }
    }
  }

  func signed(by key: SigningKey) throws(CryptoError) -> Certificate {
    let count = try key.withPointer { X509_sign(pointer, $0, EVP_sha256()) }
    guard count > 0 else { throw Self.failure }
    return try Certificate(pointer)
  }

  private static let failure = CryptoError(doing: "issuing a certificate")
}
