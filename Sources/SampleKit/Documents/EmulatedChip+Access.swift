// SPDX-License-Identifier: Apache-2.0

import Bytes
import CardReader
import Cryptography
import Document

/// Where PACE or Chip Authentication stands.
enum Agreement: Sendable {
  /// PACE was chosen with this password.
  case chosen(AccessKey)
  /// The nonce went out.
  case mapping(AccessKey, nonce: [UInt8])
  /// The generator is agreed on.
  case mapped(DomainParameters)
  /// The keys are there, each side's token is not.
  case agreed(SessionKeys, own: [UInt8], terminal: [UInt8])
  /// Chip Authentication was chosen.
  case chip
}

extension EmulatedChip {
  /// GET CHALLENGE: RND.IC.
  mutating func giveChallenge() throws -> ResponseAPDU {
    let fresh = try random.bytes(8)
    challenge = fresh
    return ResponseAPDU(data: fresh, status: 0x9000)
  }

  /// EXTERNAL AUTHENTICATE of Basic Access Control (ICAO Doc 9303-11, clause 4.3.4), from the chip's side.
  mutating func checkBasicAccess(_ command: CommandAPDU) throws -> ResponseAPDU {
    guard let sent = challenge, command.data.count == 40, isInApplication else {
      throw Refusal(0x6985)
    }
    challenge = nil
    let access = AccessKey.machineReadableZone(card.holder.accessInformation)
    guard let keys = try access.basicAccessKeys() else { throw Refusal(0x6985) }
    let cipher = try keys.cipher.blockCipher(key: keys.encryption)
    let secret = Array(command.data.prefix(32))
    guard try keys.cipher.code(secret, key: keys.authentication) == Array(command.data.suffix(8))
    else { throw Refusal(0x6300) }
    let opened = try cipher.decrypt(secret)
    guard Array(opened[8..<16]) == sent else { throw Refusal(0x6300) }
    let terminals = (challenge: Array(opened[0..<8]), key: Array(opened[16..<32]))
    let own = try random.bytes(16)
    let answer = try cipher.encrypt(sent + terminals.challenge + own)
    let seed = zip(own, terminals.key).map { $0 ^ $1 }
    nextMessaging = nil
    messaging = CardSideMessaging(
      keys: try SessionKeys(from: seed, for: .tripleDES),
      counter: Array(sent.suffix(4) + terminals.challenge.suffix(4)))
    isOpen = true
    return ResponseAPDU(
      data: answer + (try keys.cipher.code(answer, key: keys.authentication)), status: 0x9000)
  }

  /// MSE:Set AT: PACE with a password, or Chip Authentication.
  mutating func choose(_ command: CommandAPDU) throws -> ResponseAPDU {
    agreement = nil
    let identifier = try Self.object(0x80, in: command.data)
    switch (command.p1, command.p2) {
    case (0xc1, 0xa4):
      guard identifier == CardSecurity.paceIdentifier else { throw Refusal(0x6a80) }
      agreement = .chosen(try password(Self.object(0x83, in: command.data)))
    case (0x41, 0xa4):
      guard isOpen, identifier == CardSecurity.chipIdentifier else { throw Refusal(0x6a80) }
      agreement = .chip
    default: throw Refusal(0x6a86)
    }
    return ResponseAPDU(status: 0x9000)
  }

  private func password(_ reference: [UInt8]) throws -> AccessKey {
    let known: [AccessKey] = [
      .machineReadableZone(card.holder.accessInformation),
      .cardAccessNumber(card.holder.cardAccessNumber),
    ]
    guard let key = known.first(where: { [$0.reference] == reference }) else {
      throw Refusal(0x6a88)
    }
    return key
  }

  /// INTERNAL AUTHENTICATE: Active Authentication by plain ECDSA with SHA-256 (clause 6.1.2.3).
  func sign(_ command: CommandAPDU) throws -> ResponseAPDU {
    guard isOpen else { throw Refusal(0x6982) }
    guard command.data.count == 8 else { throw Refusal(0x6700) }
    let digest = try HashFunction.sha256.digest(of: command.data)
    return ResponseAPDU(
      data: try card.signatureKey.plainSignature(digest: digest), status: 0x9000)
  }
}
