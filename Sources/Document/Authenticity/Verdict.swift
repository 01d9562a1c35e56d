// SPDX-License-Identifier: Apache-2.0

/// The answer to one question about a document's authenticity, and why where it is not yes.
public enum Verdict: Sendable, Hashable {
  /// Checked and found good.
  case good
  /// Checked and found wrong: do not trust the document.
  case bad(Reason)
  /// Could not be checked: neither for nor against the document.
  case notChecked(Reason)

  /// Why a verdict is not good.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    /// EF.SOD was not read.
    case noSecurityObject = "no-security-object"
    /// EF.SOD does not follow its format.
    case malformed = "malformed"
    /// A file's hash is not the signed one.
    case hashDiffers = "hash-differs"
    /// A file was read that the signed list does not have.
    case groupNotListed = "group-not-listed"
    /// No data group was read.
    case nothingRead = "nothing-read"
    /// What was signed is not what is there.
    case contentChanged = "content-changed"
    /// The signature was not made with the signer's key.
    case signatureWrong = "signature-wrong"
    /// The certificate of the signer is not there.
    case signerMissing = "signer-missing"
    /// The signer's certificate may not sign data.
    case signerNotAllowed = "signer-not-allowed"
    /// There is no signature, or it is bad, so that the issuer says nothing.
    case notSigned = "not-signed"
    /// No trust anchors were given.
    case noAnchors = "no-anchors"
    /// None of the trust anchors has the issuer's name.
    case issuerUnknown = "issuer-unknown"
    /// No trust anchor of that name made the signature on the signer's certificate.
    case issuerSignatureWrong = "issuer-signature-wrong"
    /// The signer's certificate was not valid when it signed, or its issuer's when it was issued.
    case notValidThen = "not-valid-then"
    /// The chip offers no proof of its own.
    case notOffered = "not-offered"
    /// The chip refused to prove itself.
    case refused = "refused"
    /// The chip could not prove itself: it may be a copy.
    case proofWrong = "proof-wrong"
    /// The chip proved a key that is not covered by the signed hashes.
    case keyNotSigned = "key-not-signed"
    /// The chip's key is of a kind not known here.
    case keyNotSupported = "key-not-supported"
    /// The link was lost before an answer came.
    case interrupted = "interrupted"
  }

  /// Whether it was found good.
  public var isGood: Bool { self == .good }

  /// Why it is not good; nil where it is.
  public var reason: Reason? {
    switch self {
    case .good: nil
    case .bad(let reason), .notChecked(let reason): reason
    }
  }
}

/// Four questions about a document, answered one by one: a station decides what it asks for.
public struct Authenticity: Sendable, Hashable {
  /// Do the files read have the signed hashes?
  public let hashes: Verdict
  /// Which files do not.
  public let groupsAtFault: [DataGroup]
  /// Is the signature over the hashes good?
  public let signature: Verdict
  /// Is the signer's certificate issued by one of the trust anchors?
  public let issuer: Verdict
  /// Is the chip the one that the files were signed for, and no copy?
  public let chip: Verdict
  /// Who signed, as the certificate says; empty where unknown.
  public let signer: String
  /// Who issued the signer's certificate; empty where unknown.
  public let issuerName: String

  /// Whether all four answers are good.
  public var isGood: Bool { hashes.isGood && signature.isGood && issuer.isGood && chip.isGood }

  /// Whether any answer speaks against the document.
  public var isBad: Bool {
    [hashes, signature, issuer, chip].contains { if case .bad = $0 { true } else { false } }
  }
}
