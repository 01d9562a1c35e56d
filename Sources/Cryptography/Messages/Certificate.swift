// SPDX-License-Identifier: Apache-2.0

import CCrypto

/// An X.509 certificate (RFC 5280) as far as passive authentication needs it.
///
/// OpenSSL's own path validation is not used: it refuses curves with explicit parameters, which many
/// states use. What it would check besides the signature is given here, for the caller to check.
public struct Certificate: Sendable, Hashable {
  /// The encoding.
  public let der: [UInt8]
  /// The subject for people, such as `C=ZZ, O=Test, CN=Test CSCA`.
  public let subject: String
  /// The issuer for people.
  public let issuer: String
  /// A digest of the subject in canonical form: letter case, spaces and string types do not matter.
  public let subjectKey: UInt
  /// The same of the issuer.
  public let issuerKey: UInt
  /// The serial number's bytes.
  public let serialNumber: [UInt8]
  /// First second it is valid, seconds since 1970.
  public let notBefore: Int64
  /// Last second it is valid, seconds since 1970.
  public let notAfter: Int64
  /// The subject key identifier; empty where there is none.
  public let subjectKeyIdentifier: [UInt8]
  /// The authority key identifier; empty where there is none.
  public let authorityKeyIdentifier: [UInt8]
  /// Whether it may sign certificates: neither basic constraints nor key usage, where present, say no.
  public let maySignCertificates: Bool
  /// Whether it may sign data: key usage, where present, allows digital signatures.
  public let maySignData: Bool

  /// Reads a DER encoding. Throws `crypto-malformed`.
  public init(der: [UInt8]) throws(CryptoError) {
    let handle = try CertificateHandle(der: der)
    try self.init(handle.pointer)
  }

  init(_ pointer: OpaquePointer) throws(CryptoError) {
    // Looking at an extension makes OpenSSL cache all of them, which the flags below come from.
    let flags = X509_get_extension_flags(pointer)
    let usage = X509_get_key_usage(pointer)
    guard let subject = X509_get_subject_name(pointer), let issuer = X509_get_issuer_name(pointer),
      let notBefore = secondsSince1970(X509_get0_notBefore(pointer)),
      let notAfter = secondsSince1970(X509_get0_notAfter(pointer))
    else { throw CryptoError(.malformed, doing: "reading a certificate") }
    der = try encoding { i2d_X509(pointer, $0) }
    (self.subject, self.issuer) = (Self.text(subject), Self.text(issuer))
    (subjectKey, issuerKey) = (crypto_name_hash(subject), crypto_name_hash(issuer))
    serialNumber = octets(X509_get0_serialNumber(pointer))
    (self.notBefore, self.notAfter) = (notBefore, notAfter)
    subjectKeyIdentifier = octets(X509_get0_subject_key_id(pointer))
    authorityKeyIdentifier = octets(X509_get0_authority_key_id(pointer))
    // Version 1 has no extensions; a self-made test authority may be one.
    let isConstrained = flags & UInt32(EXFLAG_BCONS) != 0
    maySignCertificates =
      (!isConstrained || flags & UInt32(EXFLAG_CA) != 0)
      && usage & UInt32(KU_KEY_CERT_SIGN) != 0
    maySignData = usage & UInt32(KU_DIGITAL_SIGNATURE) != 0
    ERR_clear_error()
  }

  /// Whether issuer and subject are the same.
  public var isSelfIssued: Bool { subjectKey == issuerKey }

  /// Whether the time lies within the validity. `time` in seconds since 1970.
  public func isValid(at time: Int64) -> Bool { notBefore <= time && time <= notAfter }

  /// Whether another certificate's key made this one's signature.
  ///
  /// Throws `crypto-failed` when OpenSSL has no memory; a wrong signature is no error.
  public func isSigned(by authority: Certificate) throws(CryptoError) -> Bool {
    let own = try CertificateHandle(der: der)
    let other = try CertificateHandle(
      der: authority.der
    )
    defer { ERR_clear_error() }
    guard let key = X509_get0_pubkey(other.pointer) else { return false }
    return X509_verify(own.pointer, key) == 1
  }

  private static func text(_ name: OpaquePointer) -> String {
    guard let output = MemoryOutput() else { return "" }
    X509_NAME_print_ex(output.bio, name, 0, crypto_name_on_one_line)
    return String(decoding: output.bytes, as: UTF8.self)
  }
}

/// OpenSSL's certificate; frees itself.
struct CertificateHandle: ~Copyable {
  let pointer: OpaquePointer

  init(der: [UInt8]) throws(CryptoError) {
    let pointer = der.withUnsafeBufferPointer { bytes in
      var next = bytes.baseAddress
      return d2i_X509(nil, &next, bytes.count)
    }
    guard let pointer else {
      ERR_clear_error()
      throw CryptoError(.malformed, doing: "reading a certificate")
    }
    self.pointer = pointer
  }

  deinit { X509_free(pointer) }
}

/// A time of a certificate or message.
func secondsSince1970(_ time: UnsafePointer<ASN1_TIME>?) -> Int64? {
  guard let time, let epoch = ASN1_TIME_set(nil, 0) else { return nil }
  defer { ASN1_STRING_free(epoch) }
  var (days, seconds): (Int32, Int32) = (0, 0)
  guard ASN1_TIME_diff(&days, &seconds, epoch, time) == 1 else { return nil }
  return Int64(days) * 86_400 + Int64(seconds)
}

/// The bytes of an OpenSSL string; empty for none.
func octets(_ string: UnsafePointer<ASN1_OCTET_STRING>?) -> [UInt8] {
  guard let string, let bytes = ASN1_STRING_get0_data(string) else { return [] }
  return Array(UnsafeBufferPointer(start: bytes, count: Int(ASN1_STRING_length(string))))
}

/// What an `i2d` function of OpenSSL writes.
func encoding(
  _ write: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
) throws(CryptoError) -> [UInt8] {
  var encoded: UnsafeMutablePointer<UInt8>?
  let count = write(&encoded)
  guard count > 0, let encoded else { throw CryptoError(doing: "encoding a certificate") }
  defer { CRYPTO_free(encoded, nil, 0) }
  return Array(UnsafeBufferPointer(start: encoded, count: Int(count)))
}

/// A BIO that gives a copy of bytes; frees itself. OpenSSL's own kind for this only borrows them, and
/// Swift may let go of an array after its last mention.
struct MemoryInput: ~Copyable {
  let bio: OpaquePointer

  init?(_ bytes: [UInt8]) {
    guard let count = Int32(exactly: bytes.count), let bio = BIO_new(BIO_s_mem()) else {
      return nil
    }
    guard count == 0 || BIO_write(bio, bytes, count) == count else {
      BIO_free_all(bio)
      return nil
    }
    self.bio = bio
  }

  deinit { BIO_free_all(bio) }
}

/// A BIO that collects what is written; frees itself.
struct MemoryOutput: ~Copyable {
  let bio: OpaquePointer

  init?() {
    guard let bio = BIO_new(BIO_s_mem()) else { return nil }
    self.bio = bio
  }

  deinit { BIO_free_all(bio) }

  var bytes: [UInt8] {
    var start: UnsafePointer<UInt8>?
    let count = crypto_bio_contents(bio, &start)
    guard count > 0, let start else { return [] }
    return Array(UnsafeBufferPointer(start: start, count: count))
  }
}
