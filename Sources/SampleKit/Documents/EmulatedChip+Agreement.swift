// SPDX-License-Identifier: Apache-2.0

import Bytes
import CardReader
import Cryptography
import Document

extension EmulatedChip {
  private static let cipher = ChipCipher.aes128

  /// GENERAL AUTHENTICATE: the next step of PACE by generic mapping (ICAO Doc 9303-11, clause 4.4.4), or
  /// the one of Chip Authentication (clause 6.2.4.2). A step out of turn ends the protocol.
  mutating func authenticate(_ command: CommandAPDU) throws -> ResponseAPDU {
    let objects = try Self.object(0x7c, in: command.data)
    defer { if command.cla & 0x10 == 0 { agreement = nil } }
    guard let step = agreement else { throw Refusal(0x6985) }
    agreement = nil
    let answer: [UInt8]
    switch step {
    case .chosen(let key): answer = try giveNonce(key)
    case .mapping(let key, let nonce):
      answer = try map(key, nonce, Self.object(0x81, in: objects))
    case .mapped(let group): answer = try agree(group, Self.object(0x83, in: objects))
    case .agreed(let keys, let own, let terminal):
      answer = try checkToken(keys, own, terminal, Self.object(0x85, in: objects))
    case .chip:
      try authenticateChip(Self.object(0x80, in: objects))
      answer = []
    }
    return ResponseAPDU(data: TLV.encoding(0x7c, answer), status: 0x9000)
  }

  private mutating func giveNonce(_ key: AccessKey) throws -> [UInt8] {
    let nonce = try random.bytes(16)
    let cipher = try Self.cipher.blockCipher(key: key.passwordKey(for: Self.cipher))
    agreement = .mapping(key, nonce: nonce)
    return TLV.encoding(0x80, try cipher.encrypt(nonce))
  }

  private mutating func map(
    _ key: AccessKey, _ nonce: [UInt8], _ terminal: [UInt8]
  ) throws -> [UInt8] {
    let standard = try DomainParameters(.curve(SampleCard.curve))
    let secret = try random.privateKey(of: standard)
    let own = try standard.publicKey(of: secret)
    let agreed = try standard.agreedElement(secret, with: terminal)
    agreement = .mapped(try standard.mappedGenerically(nonce: nonce, agreed: agreed))
    return TLV.encoding(0x82, own)
  }

  private mutating func agree(_ group: DomainParameters, _ terminal: [UInt8]) throws -> [UInt8] {
    let secret = try random.privateKey(of: group)
    let own = try group.publicKey(of: secret)
    let shared = try group.sharedSecret(secret, with: terminal)
    let keys = try SessionKeys(from: shared, for: Self.cipher)
    agreement = .agreed(keys, own: own, terminal: terminal)
    return TLV.encoding(0x84, own)
  }

  private mutating func checkToken(
    _ keys: SessionKeys, _ own: [UInt8], _ terminal: [UInt8], _ token: [UInt8]
  ) throws -> [UInt8] {
    guard try Self.token(over: own, keys) == token else { throw Refusal(0x6300) }
    messaging = CardSideMessaging(keys: keys)
    isOpen = true
    return TLV.encoding(0x86, try Self.token(over: terminal, keys))
  }

  private static func token(over key: [UInt8], _ keys: SessionKeys) throws -> [UInt8] {
    let input = TLV.encoding(0x06, CardSecurity.paceIdentifier) + TLV.encoding(0x86, key)
    return try keys.cipher.token(TLV.encoding(0x7f49, input), key: keys.authentication)
  }

  /// The answer to this command still goes out under the keys that it came in with.
  private mutating func authenticateChip(_ terminal: [UInt8]) throws {
    let group = try DomainParameters(.curve(SampleCard.curve))
    let secret = try group.sharedSecret(card.chipKey, with: terminal)
    nextMessaging = CardSideMessaging(keys: try SessionKeys(from: secret, for: Self.cipher))
  }
}
