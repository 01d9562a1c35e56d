// SPDX-License-Identifier: Apache-2.0

import Bytes
import CardReader
import Cryptography

/// Password Authenticated Connection Establishment (ICAO Doc 9303-11, clause 4.4): the CAN or MRZ opens the
/// chip, and nobody who listens learns it or the keys.
struct PACE {
  /// What the chip offered.
  let info: PACEInfo
  /// The password.
  let key: AccessKey
  /// Where nonces and private keys come from.
  let random: any RandomSource

  /// What PACE leaves for Chip Authentication Mapping.
  struct ChipProof: Equatable {
    /// The group of the mapping.
    let group: DomainParameters
    /// The chip's public key of the mapping.
    let mappingKey: [UInt8]
    /// The decrypted authentication data: mappingKey is the chip's static key times it.
    let data: [UInt8]
  }

  /// Opens the chip and protects the session; with Chip Authentication Mapping, gives the chip's proof.
  ///
  /// Throws `document-wrong-password`, which shows only in the last step.
  func open(_ session: inout ChipSession) async throws -> ChipProof? {
    guard let number = info.parameters else {
      throw DocumentError(.notSupported, doing: "opening the chip by PACE with its own parameters")
    }
    let standard = try DomainParameters(standardized: number)
    guard standard.isCurve == info.mapping.isCurve else {
      throw DocumentError(.protocolBroken, doing: "choosing PACE's domain parameters")
    }
    try await choose(&session)
    let nonce = try await nonce(&session)
    let mapping = try await PACEMapping(info: info, random: random, nonce: nonce)
      .run(&session, standard)
    let agreement = try await agree(&session, mapping.parameters)
    let proof = try await exchangeTokens(&session, agreement)
    session.protect(with: SecureMessaging(keys: agreement.keys))
    return try chipProof(proof, mapping, agreement.keys)
  }

  /// MSE:Set AT. The parameters are always named: where a chip has several, it might take others.
  private func choose(_ session: inout ChipSession) async throws {
    let data =
      TLV.encoding(0x80, info.identifier.content) + TLV.encoding(0x83, [key.reference])
      + TLV.encoding(0x84, [UInt8(clamping: info.parameters ?? 0)])
    _ = try await session.ask(
      CommandAPDU(ins: 0x22, p1: 0xc1, p2: 0xa4, data: data), doing: "choosing PACE")
  }

  private func nonce(_ session: inout ChipSession) async throws -> [UInt8] {
    let doing = "getting PACE's nonce"
    let step = try await GeneralAuthenticate.send(&session, [], doing: doing)
    let encrypted = try step.value(0x80, doing: doing)
    guard (8...64).contains(encrypted.count) else {
      throw DocumentError(.protocolBroken, doing: doing)
    }
    let cipher = try info.cipher.blockCipher(key: key.passwordKey(for: info.cipher))
    return try cipher.decrypt(encrypted)
  }

  private struct Agreement {
    let keys: SessionKeys
    let own, chips: [UInt8]
  }

  private func agree(
    _ session: inout ChipSession, _ group: DomainParameters
  ) async throws -> Agreement {
    let doing = "agreeing on PACE's keys"
    let privateKey = try random.privateKey(of: group)
    let own = try group.publicKey(of: privateKey)
    let step = try await GeneralAuthenticate.send(
      &session, TLV.encoding(0x83, own), doing: doing)
    let chips = try step.value(0x84, doing: doing)
    // Clause 4.4.1: the chip may not send back our own key.
    guard chips != own else { throw DocumentError(.protocolBroken, doing: doing) }
    let secret = try group.sharedSecret(privateKey, with: chips)
    return Agreement(
      keys: try SessionKeys(from: secret, for: info.cipher), own: own, chips: chips)
  }

  private func exchangeTokens(
    _ session: inout ChipSession, _ agreement: Agreement
  ) async throws -> GeneralAuthenticate {
    let doing = "opening the chip by PACE"
    let token = try token(over: agreement.chips, agreement.keys)
    let step: GeneralAuthenticate
    do {
      step = try await GeneralAuthenticate.send(
        &session, TLV.encoding(0x85, token), isLast: true, doing: doing)
    } catch let error as DocumentError where error.isAuthenticationFailure {
      throw DocumentError(.wrongPassword, doing: doing, status: error.status)
    }
    guard try step.value(0x86, doing: doing) == self.token(over: agreement.own, agreement.keys)
    else { throw DocumentError(.protocolBroken, doing: "checking the chip's PACE token") }
    return step
  }

  /// The code over the other side's public key (clause 4.4.3.4).
  func token(over publicKey: [UInt8], _ keys: SessionKeys) throws(CryptoError) -> [UInt8] {
    try keys.cipher.token(tokenInput(publicKey), key: keys.authentication)
  }

  /// 7F49 { 06 identifier, 86 point or 84 number }.
  func tokenInput(_ publicKey: [UInt8]) -> [UInt8] {
    TLV.encoding(
      0x7f49,
      TLV.encoding(0x06, info.identifier.content)
        + TLV.encoding(info.mapping.isCurve ? 0x86 : 0x84, publicKey))
  }

  /// Chip Authentication Mapping: decrypts what proves the chip (clause 4.4.3.5).
  private func chipProof(
    _ step: GeneralAuthenticate, _ mapping: PACEMapping.Result, _ keys: SessionKeys
  ) throws -> ChipProof? {
    guard info.mapping == .chipAuthentication, let mappingKey = mapping.chipsKey else {
      return nil
    }
    let doing = "reading the chip's PACE proof"
    let cipher = try keys.cipher.blockCipher(key: keys.encryption)
    let start = try cipher.encrypt(block: [UInt8](repeating: 0xff, count: cipher.blockSize))
    let padded = try cipher.decrypt(step.value(0x8a, doing: doing), iv: start)
    guard let data = keys.cipher.unpadded(padded) else {
      throw DocumentError(.protocolBroken, doing: doing)
    }
    return ChipProof(group: mapping.standard, mappingKey: mappingKey, data: data)
  }
}

extension PACE.ChipProof {
  /// Whether the chip has the private part of this static key.
  func holds(for key: ChipAuthenticationKey) throws -> Bool {
    guard key.group == group.group else { return false }
    return try group.agreedElement(data, with: key.publicKey) == mappingKey
  }
}

extension PACEInfo.Mapping {
  var isCurve: Bool { self != .genericField && self != .integratedField }
}

extension DocumentError {
  /// 63xx, and what some chips answer instead to a wrong password.
  var isAuthenticationFailure: Bool {
    guard reason == .refused, let status else { return false }
    return status >> 8 == 0x63 || status == 0x6982 || status == 0x6988
  }
}
