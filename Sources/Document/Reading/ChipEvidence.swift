// SPDX-License-Identifier: Apache-2.0

import Cryptography

/// What a chip showed of itself during a reading, before the hashes are known.
struct ChipEvidence {
  /// How one way of proof ended.
  enum Proof: Equatable {
    case notTried
    /// New keys were agreed on; the next answer shows whether the chip has them too.
    case agreed
    case proven
    case refused
    /// The link was lost before the answer.
    case interrupted
    case wrong
    case keyNotSupported
  }

  /// Chip Authentication with DG14.
  var chipAuthentication = Proof.notTried
  /// Active Authentication with DG15.
  var activeAuthentication = Proof.notTried
  /// PACE with Chip Authentication Mapping.
  var mappingProof: PACE.ChipProof?

  /// A protected answer was right.
  mutating func sessionWorks() {
    if chipAuthentication == .agreed { chipAuthentication = .proven }
  }

  /// The session ended: by a chip without the agreed keys, where it had just agreed on them.
  mutating func sessionBroke(_ error: DocumentError) {
    guard chipAuthentication == .agreed else { return }
    chipAuthentication = error.reason == .sessionLost ? .wrong : .interrupted
  }

  /// What an error says about a proof that was asked for.
  static func proof(after error: any Error) -> Proof {
    if (error as? CryptoError)?.reason == .unknownParameters { return .keyNotSupported }
    return (error as? DocumentError)?.isLoss == true ? .interrupted : .refused
  }

  /// The verdict: one proof is enough, one wrong proof is too many, and the key must be signed.
  func verdict(
    _ passive: PassiveAuthentication, _ files: [DocumentFile: FileOutcome], anchors: TrustAnchors
  ) -> Verdict {
    let proofs = [chipAuthentication, activeAuthentication, mapping(passive, files, anchors)]
    if proofs.contains(.wrong) { return .bad(.proofWrong) }
    let keys = zip(proofs, [DataGroup.dg14, .dg15, nil]).filter { $0.0 == .proven }.map(\.1)
    guard !keys.isEmpty else { return .notChecked(Self.lack(proofs)) }
    guard passive.hashes.reason != .noSecurityObject else {
      return .notChecked(.noSecurityObject)
    }
    let isSigned = keys.contains { group in
      guard let group else { return true }
      return !passive.groupsAtFault.contains(group) && passive.signature.isGood
    }
    return isSigned ? .good : .bad(.keyNotSigned)
  }

  private static func lack(_ proofs: [Proof]) -> Verdict.Reason {
    if proofs.contains(.refused) { return .refused }
    if proofs.contains(.keyNotSupported) { return .keyNotSupported }
    let isOpen = proofs.contains(.agreed) || proofs.contains(.interrupted)
    return isOpen ? .interrupted : .notOffered
  }

  /// Chip Authentication Mapping proves a key of EF.CardSecurity, signed by a trusted issuer, or of a DG14
  /// that is signed.
  private func mapping(
    _ passive: PassiveAuthentication, _ files: [DocumentFile: FileOutcome], _ anchors: TrustAnchors
  ) -> Proof {
    guard let mappingProof else { return .notTried }
    let group = files[.dataGroup(.dg14)]?.bytes
    let isGroupSigned = passive.signature.isGood && !passive.groupsAtFault.contains(.dg14)
    let signed = isGroupSigned ? group.flatMap { try? SecurityInfos(dataGroup14: $0) } : nil
    let security = files[.cardSecurity]?.bytes.flatMap { try? CardSecurity($0, anchors: anchors) }
    let keys = (signed?.chipKeys ?? []) + (security?.infos.chipKeys ?? [])
    guard !keys.isEmpty else { return .refused }
    return keys.contains { (try? mappingProof.holds(for: $0)) == true } ? .proven : .wrong
  }
}
