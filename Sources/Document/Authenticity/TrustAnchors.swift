// SPDX-License-Identifier: Apache-2.0

import Bytes
public import Cryptography

/// The certificates of issuing states (CSCA) that a station trusts. They are configuration: whoever puts a
/// certificate or a master list here says that its signatures count.
public struct TrustAnchors: Sendable {
  private var certificates: [Certificate] = []
  private var bySubject: [UInt: [Int]] = [:]
  private var byKeyIdentifier: [[UInt8]: [Int]] = [:]

  /// No anchors: every issuer is then unknown.
  public init() {}

  /// How many there are.
  public var count: Int { certificates.count }

  /// Adds one certificate; one already there is not added again.
  public mutating func add(_ certificate: Certificate) {
    let sameName = bySubject[certificate.subjectKey] ?? []
    guard !sameName.contains(where: { certificates[$0].der == certificate.der }) else { return }
    let index = certificates.count
    certificates.append(certificate)
    bySubject[certificate.subjectKey, default: []].append(index)
    let identifier = certificate.subjectKeyIdentifier
    if !identifier.isEmpty { byKeyIdentifier[identifier, default: []].append(index) }
  }

  /// Adds the certificates of a master list (ICAO Doc 9303-12, clause 9): CMS around a set of certificates.
  ///
  /// Gives how many certificates it has and how many could not be read. Throws `document-malformed` for
  /// anything else than a master list, and where its own signature is not good.
  @discardableResult
  public mutating func add(masterList: [UInt8]) throws(DocumentError) -> (read: Int, unread: Int) {
    let doing = "reading a master list"
    let message: SignedMessage
    do { message = try SignedMessage(masterList) } catch {
      throw DocumentError(error, doing: doing)
    }
    guard message.contentType == OID.masterList.description, case .good = message.outcome else {
      throw DocumentError(.malformed, doing: doing + ", whose signature is not good")
    }
    let entries = try DocumentError.explaining(doing) {
      var reader = try ElementReader(
        DER.element(message.content, DER.sequence, "a master list"), "a master list")
      _ = try reader.readInt()
      return try reader.read(DER.set).children()
    }
    var unread = 0
    for entry in entries {
      if let certificate = try? Certificate(der: Array(entry.encoded)) {
        add(certificate)
      } else {
        unread += 1
      }
    }
    return (entries.count - unread, unread)
  }

  /// Those that may have issued a certificate: of its issuer's name, or with the key it names.
  func candidates(for certificate: Certificate) -> [Certificate] {
    let named = bySubject[certificate.issuerKey] ?? []
    let keyed = byKeyIdentifier[certificate.authorityKeyIdentifier] ?? []
    return (named + keyed.filter { !named.contains($0) }).map { certificates[$0] }
  }
}

extension TrustAnchors {
  /// Whether a signer's certificate comes from one of the anchors.
  ///
  /// Every anchor of that name is tried, as a state has several of one name, link certificates among them.
  /// OpenSSL's own path validation is not used, for it refuses curves that are written out; so validity
  /// (at the time of signing where that is known) and key usage are checked here.
  public func verdict(
    on signer: Certificate, signingTime: Int64?
  ) throws(CryptoError) -> Verdict {
    guard count > 0 else { return .notChecked(.noAnchors) }
    let candidates = candidates(for: signer)
    guard !candidates.isEmpty else { return .notChecked(.issuerUnknown) }
    guard signer.maySignData else { return .bad(.signerNotAllowed) }
    if let signingTime, !signer.isValid(at: signingTime) { return .bad(.notValidThen) }
    var found = Verdict.bad(.issuerSignatureWrong)
    for authority in candidates where authority.maySignCertificates {
      guard try signer.isSigned(by: authority) else { continue }
      if authority.isValid(at: signer.notBefore) { return .good }
      found = .bad(.notValidThen)
    }
    return found
  }
}
