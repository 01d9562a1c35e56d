// SPDX-License-Identifier: Apache-2.0

public import Cryptography

/// Passive Authentication (ICAO Doc 9303-11, clause 5.1): are the files those that the state signed?
public struct PassiveAuthentication: Sendable, Hashable {
  /// Do the files have the signed hashes?
  public let hashes: Verdict
  /// Files whose hash is not the signed one, or that are not in the list.
  public let groupsAtFault: [DataGroup]
  /// Is the signature good?
  public let signature: Verdict
  /// Is the signer issued by a trust anchor?
  public let issuer: Verdict
  /// The signer's certificate, where it was found.
  public let signer: Certificate?

  /// Checks files against EF.SOD, all as read; EF.SOD is nil where it was not read.
  ///
  /// Throws `document-crypto-failed` only; everything else is a verdict.
  public init(
    securityObject: [UInt8]?, files: [DataGroup: [UInt8]], anchors: TrustAnchors
  ) throws(DocumentError) {
    guard let securityObject else {
      self.init(failing: .notChecked(.noSecurityObject))
      return
    }
    do {
      try self.init(SecurityObject(securityObject), files, anchors)
    } catch let error as DocumentError where error.reason != .cryptoFailed {
      self.init(failing: .bad(.malformed))
    } catch { throw DocumentError(error, doing: "checking signature and hashes") }
  }

  private init(failing verdict: Verdict) {
    (hashes, signature, groupsAtFault, signer) = (verdict, verdict, [], nil)
    issuer = .notChecked(.notSigned)
  }

  private init(
    _ object: SecurityObject, _ files: [DataGroup: [UInt8]], _ anchors: TrustAnchors
  ) throws {
    let fault = try files.filter { group, bytes in
      try object.hash.digest(of: bytes) != object.hashes[group]
    }
    groupsAtFault = fault.keys.sorted { $0.rawValue < $1.rawValue }
    hashes = Self.hashVerdict(groupsAtFault, object, isEmpty: files.isEmpty)
    let signed = Self.signatureVerdict(object.message.outcome)
    (signature, signer) = signed
    guard signature.isGood, let signer = signed.signer else {
      issuer = .notChecked(.notSigned)
      return
    }
    issuer = try anchors.verdict(on: signer, signingTime: object.message.signingTime)
  }

  private static func hashVerdict(
    _ fault: [DataGroup], _ object: SecurityObject, isEmpty: Bool
  ) -> Verdict {
    if isEmpty { return .notChecked(.nothingRead) }
    if fault.isEmpty { return .good }
    return .bad(fault.contains { object.hashes[$0] != nil } ? .hashDiffers : .groupNotListed)
  }

  private static func signatureVerdict(
    _ outcome: SignedMessage.Outcome
  ) -> (Verdict, signer: Certificate?) {
    switch outcome {
    case .good(let signer): (.good, signer)
    case .contentChanged(let signer): (.bad(.contentChanged), signer)
    case .signatureWrong(let signer): (.bad(.signatureWrong), signer)
    case .signerMissing: (.notChecked(.signerMissing), nil)
    case .unsigned: (.bad(.notSigned), nil)
    }
  }
}
