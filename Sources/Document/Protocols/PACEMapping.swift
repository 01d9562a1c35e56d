// SPDX-License-Identifier: Apache-2.0

import Bytes
import CardReader
import Cryptography

/// PACE's second step: from the chip's nonce to a generator that only holders of the password know
/// (ICAO Doc 9303-11, clause 4.4.3.3).
struct PACEMapping {
  let info: PACEInfo
  let random: any RandomSource
  /// The chip's nonce, decrypted.
  let nonce: [UInt8]

  struct Result {
    /// The group with its standard generator.
    let standard: DomainParameters
    /// The group with the mapped generator.
    let parameters: DomainParameters
    /// The chip's public key of the generic mapping.
    let chipsKey: [UInt8]?
  }

  func run(
    _ session: inout ChipSession, _ standard: DomainParameters
  ) async throws -> Result {
    switch info.mapping {
    case .genericField, .genericCurve, .chipAuthentication: try await generic(&session, standard)
    case .integratedField, .integratedCurve: try await integrated(&session, standard)
    }
  }

  private func generic(
    _ session: inout ChipSession, _ standard: DomainParameters
  ) async throws -> Result {
    let doing = "mapping PACE's nonce"
    let privateKey = try random.privateKey(of: standard)
    let own = try standard.publicKey(of: privateKey)
    let step = try await GeneralAuthenticate.send(
      &session, TLV.encoding(0x81, own), doing: doing)
    let chips = try step.value(0x82, doing: doing)
    guard chips != own else { throw DocumentError(.protocolBroken, doing: doing) }
    let agreed = try standard.agreedElement(privateKey, with: chips)
    return Result(
      standard: standard,
      parameters: try standard.mappedGenerically(nonce: nonce, agreed: agreed), chipsKey: chips)
  }

  private func integrated(
    _ session: inout ChipSession, _ standard: DomainParameters
  ) async throws -> Result {
    let own = try random.bytes(info.cipher.keyBytes)
    // The chip answers with an empty object, or with none.
    _ = try await GeneralAuthenticate.send(
      &session, TLV.encoding(0x81, own), doing: "mapping PACE's nonce")
    let number = try PseudoRandomNumber.number(
      s: nonce, t: own, cipher: info.cipher, primeBits: standard.primeBits)
    return Result(
      standard: standard, parameters: try standard.mappedIntegrally(number: number),
      chipsKey: nil)
  }
}

/// One GENERAL AUTHENTICATE (ISO/IEC 7816-4, clause 11.5.5): dynamic authentication data there and back.
struct GeneralAuthenticate {
  private let objects: [TLV]

  /// Sends a step. All but the last are marked as parts of a chain.
  static func send(
    _ session: inout ChipSession, _ object: [UInt8], isLast: Bool = false, doing: String
  ) async throws -> GeneralAuthenticate {
    let data = TLV.encoding(0x7c, object)
    let command = try CommandAPDU(
      cla: isLast ? 0 : 0x10, ins: 0x86, data: data, expected: data.count > 255 ? 65_536 : 256)
    let answer = try await session.ask(command, doing: doing)
    var reader = ByteReader(answer)
    let outer = try reader.readTLV("authentication data")
    guard outer.tag == 0x7c else { throw DocumentError(.protocolBroken, doing: doing) }
    return GeneralAuthenticate(objects: try outer.children())
  }

  /// The value of an object of the answer. Throws `document-protocol` when it is missing.
  func value(_ tag: UInt32, doing: String) throws -> [UInt8] {
    guard let object = objects.first(where: { $0.tag == tag }) else {
      throw DocumentError(.protocolBroken, doing: doing)
    }
    return Array(object.content)
  }
}
