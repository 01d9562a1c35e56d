// SPDX-License-Identifier: Apache-2.0

import Bytes
import CardReader
import Cryptography

extension ReadRun {
  /// Chip Authentication, where DG14 offers it. A refusal is evidence, and the session goes on.
  mutating func authenticateChip() async {
    guard let bytes = files[.dataGroup(.dg14)]?.bytes else { return }
    note(.authenticating)
    guard let infos = try? SecurityInfos(dataGroup14: bytes) else {
      evidence.chipAuthentication = .keyNotSupported
      return
    }
    guard let way = ChipAuthentication(infos, random: random) else {
      if !infos.chipAuthentication.isEmpty { evidence.chipAuthentication = .keyNotSupported }
      return
    }
    do {
      try await way.run(&session)
      evidence.chipAuthentication = .agreed
    } catch {
      // A lost session is opened again by the next file that is read.
      evidence.chipAuthentication = ChipEvidence.proof(after: error)
    }
  }

  /// Active Authentication, after DG15 was read.
  mutating func authenticateActively() async {
    guard let bytes = files[.dataGroup(.dg15)]?.bytes else { return }
    note(.authenticating)
    guard let key = try? SubjectPublicKey(dataGroup15: bytes) else {
      evidence.activeAuthentication = .keyNotSupported
      return
    }
    let infos = files[.dataGroup(.dg14)]?.bytes.flatMap { try? SecurityInfos(dataGroup14: $0) }
    let way = ActiveAuthentication(key: key, hash: infos?.activeAuthenticationHash)
    do {
      let isGenuine = try await way.run(&session, random: random)
      evidence.activeAuthentication = isGenuine ? .proven : .wrong
    } catch { evidence.activeAuthentication = ChipEvidence.proof(after: error) }
  }
}

extension SecurityInfos {
  /// Reads DG14, tag 6E included. Throws `document-malformed`.
  public init(dataGroup14 file: [UInt8]) throws(DocumentError) {
    let content = try DocumentError.explaining("reading DG14") {
      Array(try DER.element(file, DataGroup.dg14.tag, "DG14").content)
    }
    try self.init(content)
  }
}

extension SubjectPublicKey {
  /// Reads DG15, tag 6F included. Throws as the reading of a key does.
  public init(dataGroup15 file: [UInt8]) throws(DocumentError) {
    let content = try DocumentError.explaining("reading DG15") {
      Array(try DER.element(file, DataGroup.dg15.tag, "DG15").content)
    }
    try self.init(content)
  }
}

/// EF.CardSecurity: the chip's security infos, signed (ICAO Doc 9303-11, clause 9.2.9).
struct CardSecurity {
  let infos: SecurityInfos

  /// Throws unless the signature is good and its signer from a trust anchor: an unsigned key proves nothing.
  init(_ file: [UInt8], anchors: TrustAnchors) throws {
    let message = try SignedMessage(file)
    guard message.contentType == OID.cardSecurity.description,
      case .good(let signer) = message.outcome,
      try anchors.verdict(on: signer, signingTime: message.signingTime).isGood
    else { throw DocumentError(.malformed, doing: "checking EF.CardSecurity") }
    infos = try SecurityInfos(message.content)
  }
}
