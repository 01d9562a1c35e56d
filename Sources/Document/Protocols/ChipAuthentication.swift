// SPDX-License-Identifier: Apache-2.0

import Bytes
import CardReader
import Cryptography

/// Chip Authentication version 1 (ICAO Doc 9303-11, clause 6.2): only a chip with the private key of DG14 can
/// go on talking. It proves the chip together with passive authentication of DG14.
struct ChipAuthentication {
  /// The way that DG14 names; nil where it names none, which means triple DES.
  let info: ChipAuthenticationInfo?
  /// The chip's key.
  let key: ChipAuthenticationKey
  /// Where the private key comes from.
  let random: any RandomSource

  /// The first way of the chip with a key that fits it; nil where there is none.
  init?(_ infos: SecurityInfos, random: any RandomSource) {
    for info in infos.chipAuthentication {
      guard let key = infos.chipKeys.first(where: { info.fits($0) }) else { continue }
      (self.info, self.key, self.random) = (info, key, random)
      return
    }
    guard infos.chipAuthentication.isEmpty, let key = infos.chipKeys.first else { return nil }
    (info, self.key, self.random) = (nil, key, random)
  }

  /// Agrees on new keys and goes on with them.
  ///
  /// Throws `document-refused` and leaves the session as it was when the chip refuses. A chip that agrees
  /// but has not the key shows with the next command, whose answer then has a wrong MAC.
  func run(_ session: inout ChipSession) async throws {
    let cipher = info?.cipher ?? .tripleDES
    let group = try DomainParameters(key.group)
    let privateKey = try random.privateKey(of: group)
    try await send(&session, try group.publicKey(of: privateKey), cipher)
    let secret = try group.sharedSecret(privateKey, with: key.publicKey)
    session.protect(with: SecureMessaging(keys: try SessionKeys(from: secret, for: cipher)))
  }

  /// Triple DES knows two ways, and chips one of them: those that name it want MSE:Set AT, those that name
  /// none MSE:Set KAT (seen on documents of Malaysia and France). The other one is tried when refused.
  private func send(
    _ session: inout ChipSession, _ own: [UInt8], _ cipher: ChipCipher
  ) async throws {
    guard cipher == .tripleDES else { return try await generalAuthenticate(&session, own) }
    do {
      if info == nil {
        try await setKeyAgreementTemplate(&session, own)
      } else {
        try await generalAuthenticate(&session, own)
      }
    } catch let error as DocumentError where error.reason == .refused {
      if info == nil {
        try await generalAuthenticate(&session, own)
      } else {
        try await setKeyAgreementTemplate(&session, own)
      }
    }
  }

  /// MSE:Set KAT, for triple DES (clause 6.2.4.1).
  private func setKeyAgreementTemplate(
    _ session: inout ChipSession, _ own: [UInt8]
  ) async throws {
    let data = TLV.encoding(0x91, own) + keyReference
    _ = try await session.ask(
      CommandAPDU(ins: 0x22, p1: 0x41, p2: 0xa6, data: data), doing: Self.doing)
  }

  /// MSE:Set AT and GENERAL AUTHENTICATE (clause 6.2.4.2).
  private func generalAuthenticate(_ session: inout ChipSession, _ own: [UInt8]) async throws {
    let choice = TLV.encoding(0x80, identifier.content) + keyReference
    _ = try await session.ask(
      CommandAPDU(ins: 0x22, p1: 0x41, p2: 0xa4, data: choice), doing: Self.doing)
    _ = try await GeneralAuthenticate.send(
      &session, TLV.encoding(0x80, own), isLast: true, doing: Self.doing)
  }

  private var identifier: OID {
    info?.identifier ?? OID(.chipAuthentication, key.isCurve ? 2 : 1, 1)
  }

  private var keyReference: [UInt8] {
    guard let number = info?.key ?? key.number else { return [] }
    return TLV.encoding(0x84, DER.shortest(number))
  }

  private static let doing = "authenticating the chip by its DG14 key"
}

extension ChipAuthenticationKey {
  var isCurve: Bool { if case .curve = group { true } else { false } }
}

extension ChipAuthenticationInfo {
  /// Whether a key may be used this way.
  func fits(_ key: ChipAuthenticationKey) -> Bool {
    let wantsCurve = identifier.arcs.dropLast().last == 2
    return key.isCurve == wantsCurve
      && (self.key == nil || key.number == nil || self.key == key.number)
  }
}
