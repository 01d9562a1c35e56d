// SPDX-License-Identifier: Apache-2.0

import CardReader
import Cryptography

/// How a chip was opened.
public struct ChipAccess: Sendable, Hashable {
  /// `PACE` or `BAC`.
  public let protocolName: String
  /// Which kind of key did it: `CAN` or `MRZ`.
  public let keyKind: String
  /// The cipher of the session.
  public let cipher: ChipCipher
}

/// Opens a chip by the order that works on most cards (ICAO Doc 9303-11, clause 4.2): EF.CardAccess, PACE with
/// each key given, the application, and BAC where there is no PACE.
struct ChipOpener {
  /// What opens it, the best first.
  let keys: [AccessKey]
  let random: any RandomSource
  let limits: ReadLimits

  /// What an opening gives.
  struct Opened {
    let access: ChipAccess
    /// EF.CardAccess, where it was read.
    let cardAccess: [UInt8]?
    /// The chip's proof of Chip Authentication Mapping.
    let proof: PACE.ChipProof?
    /// EF.CardSecurity, where the proof needs it.
    let cardSecurity: [UInt8]?
  }

  /// Opens the chip; afterwards the application is selected and the session protected.
  ///
  /// Throws `document-wrong-password` when the chip knows PACE or BAC but none of the keys.
  func open(_ session: inout ChipSession) async throws(DocumentError) -> Opened {
    let cardAccess = try await readCardAccess(&session)
    var refusal: DocumentError?
    if let info = Self.choice(cardAccess) {
      do {
        if let opened = try await openByPACE(&session, info, cardAccess) { return opened }
      } catch {
        guard error.isAboutKeys else { throw error }
        refusal = error
      }
    }
    if let opened = try await openByBasicAccess(&session, cardAccess) { return opened }
    throw refusal ?? DocumentError(.noAccess, doing: "opening the chip")
  }

  /// The way of PACE to take: the chip's first of the best kind. A chip that hides EF.CardAccess is tried as
  /// the Vietnamese card.
  static func choice(_ cardAccess: [UInt8]?) -> PACEInfo? {
    guard let infos = cardAccess.flatMap({ try? SecurityInfos($0) }) else {
      return PACEInfo.vietnameseCard
    }
    let order: [PACEInfo.Mapping] = [
      .chipAuthentication, .genericCurve, .integratedCurve, .genericField, .integratedField,
    ]
    return order.lazy.compactMap { mapping in
      infos.pace.first { $0.mapping == mapping && $0.parameters != nil }
    }.first
  }

  /// EF.CardAccess; nil where the chip has or shows none.
  ///
  /// Some chips give it at once, some after the master file was selected, and the Vietnamese card answers
  /// 6D00 to that selection.
  private func readCardAccess(
    _ session: inout ChipSession
  ) async throws(DocumentError) -> [UInt8]? {
    if let bytes = try await tryCardAccess(&session) { return bytes }
    for named in [true, false] {
      let command = try ReadCommand.selectingMasterFile(named: named)
      let answer = try await session.send(command, doing: "selecting the master file")
      guard answer.isSuccess else { continue }
      return try await tryCardAccess(&session)
    }
    return nil
  }

  private func tryCardAccess(
    _ session: inout ChipSession
  ) async throws(DocumentError) -> [UInt8]? {
    var reader = FileReader(limits: limits)
    do {
      return try await reader.read(.cardAccess, &session) { _, _ in }
    } catch {
      guard error.reason != .linkLost, error.reason != .sessionLost else { throw error }
      return nil
    }
  }

  private func openByPACE(
    _ session: inout ChipSession, _ info: PACEInfo, _ cardAccess: [UInt8]?
  ) async throws(DocumentError) -> Opened? {
    var refusal: DocumentError?
    for key in keys {
      do {
        let pace = PACE(info: info, key: key, random: random)
        let proof = try await pace.open(&session)
        let security = proof == nil ? nil : try await readCardSecurity(&session)
        try await selectApplication(&session)
        let access = ChipAccess(
          protocolName: "PACE", keyKind: key.kind, cipher: info.cipher)
        return Opened(
          access: access, cardAccess: cardAccess, proof: proof, cardSecurity: security)
      } catch {
        let error = DocumentError(error, doing: "opening the chip by PACE")
        // Another key may fit; anything else is the chip's own trouble.
        guard error.isAboutKeys else { throw error }
        refusal = refusal?.reason == .wrongPassword ? refusal : error
      }
    }
    if let refusal { throw refusal }
    return nil
  }

  private func readCardSecurity(
    _ session: inout ChipSession
  ) async throws(DocumentError) -> [UInt8]? {
    var reader = FileReader(limits: limits)
    do {
      return try await reader.read(.cardSecurity, &session) { _, _ in }
    } catch  where error.reason == .refused || error.reason == .malformed { return nil }
  }

  private func openByBasicAccess(
    _ session: inout ChipSession, _ cardAccess: [UInt8]?
  ) async throws(DocumentError) -> Opened? {
    for key in keys {
      do {
        guard let basicKeys = try key.basicAccessKeys() else { continue }
        try await selectApplication(&session)
        try await BasicAccess(keys: basicKeys, random: random).open(&session)
        let access = ChipAccess(protocolName: "BAC", keyKind: key.kind, cipher: .tripleDES)
        return Opened(access: access, cardAccess: cardAccess, proof: nil, cardSecurity: nil)
      } catch { throw DocumentError(error, doing: "opening the chip by BAC") }
    }
    return nil
  }

  private func selectApplication(_ session: inout ChipSession) async throws(DocumentError) {
    _ = try await session.ask(
      try ReadCommand.selectingApplication(), doing: "selecting the document application")
  }
}

extension DocumentError {
  /// Whether another key, or another way of access, may do.
  fileprivate var isAboutKeys: Bool { reason == .wrongPassword || reason == .refused }
}
