// SPDX-License-Identifier: Apache-2.0

import Bytes
import CardReader
import Cryptography
import Synchronization

@testable import Document

/// A chip in a few lines, for what the emulator of `../shared` is too slow for: PACE with generic mapping on
/// P-256, secure messaging, reading. It knows no access rules.
struct SmallChip {
  var files: [UInt16: [UInt8]]
  let can: String
  let cipher: ChipCipher
  private var messaging: CardSideMessaging?
  private var next: CardSideMessaging?
  private var current: [UInt8]?
  private var group: DomainParameters?
  private var nonce: [UInt8] = []
  private var own: [UInt8] = []
  private var keys: SessionKeys?
  private var theirs: [UInt8] = []

  init(files: [UInt16: [UInt8]], can: String, cipher: ChipCipher = .aes128) {
    (self.files, self.can, self.cipher) = (files, can, cipher)
  }

  var info: PACEInfo? { PACEInfo(OID(.pace, 2, UInt32(cipher.rawValue)), parameters: 12) }

  /// EF.CardAccess with the one way there is.
  static func cardAccess(_ cipher: ChipCipher = .aes128) -> [UInt8] {
    let identifier = OID(.pace, 2, UInt32(cipher.rawValue)).content
    return TLV.encoding(
      DER.set,
      TLV.encoding(
        DER.sequence, TLV.encoding(0x06, identifier) + [0x02, 1, 2, 0x02, 1, 12]))
  }

  mutating func reset() {
    (messaging, next, current, group, keys) = (nil, nil, nil, nil, nil)
  }

  mutating func answer(_ command: CommandAPDU) -> ResponseAPDU {
    guard command.cla & 0x0c == 0x0c else {
      messaging = nil
      return (try? plain(command)) ?? ResponseAPDU(status: 0x6a80)
    }
    guard messaging != nil, let inner = try? messaging?.unprotect(command) else {
      messaging = nil
      return ResponseAPDU(status: 0x6988)
    }
    let answer = (try? plain(inner)) ?? ResponseAPDU(status: 0x6a80)
    let protected = try? messaging?.protect(answer, to: command.ins)
    return protected ?? ResponseAPDU(status: 0x6988)
  }

  private mutating func plain(_ command: CommandAPDU) throws -> ResponseAPDU {
    switch command.ins {
    case 0xa4: return select(command)
    case 0xb0: return read(Int(command.p1) << 8 | Int(command.p2), command.expected ?? 256)
    case 0x22: return ResponseAPDU(status: command.p1 == 0xc1 ? 0x9000 : 0x6a80)
    case 0x86: return try authenticate(command)
    default: return ResponseAPDU(status: 0x6d00)
    }
  }

  private mutating func select(_ command: CommandAPDU) -> ResponseAPDU {
    guard command.p1 == 2 else { return ResponseAPDU(status: 0x9000) }
    current = files[command.data.reduce(0) { $0 << 8 | UInt16($1) }]
    return ResponseAPDU(status: current == nil ? 0x6a82 : 0x9000)
  }

  private func read(_ offset: Int, _ count: Int) -> ResponseAPDU {
    guard let current, offset < current.count else { return ResponseAPDU(status: 0x6b00) }
    return ResponseAPDU(data: Array(current.dropFirst(offset).prefix(count)), status: 0x9000)
  }

  private mutating func authenticate(_ command: CommandAPDU) throws -> ResponseAPDU {
    var reader = ByteReader(command.data)
    guard let step = try reader.readTLV("data").children().first else {
      group = try DomainParameters(standardized: 12)
      nonce = try RandomBytes.make(16)
      let key = try AccessKey.cardAccessNumber(can).passwordKey(for: cipher)
      return Self.answer(0x80, try cipher.blockCipher(key: key).encrypt(nonce))
    }
    guard let group else { return ResponseAPDU(status: 0x6985) }
    let value = Array(step.content)
    let random = try group.randomPrivateKey()
    switch step.tag {
    case 0x81:
      let agreed = try group.agreedElement(random, with: value)
      self.group = try group.mappedGenerically(nonce: nonce, agreed: agreed)
      return Self.answer(0x82, try group.publicKey(of: random))
    case 0x83:
      own = try group.publicKey(of: random)
      keys = try SessionKeys(from: group.sharedSecret(random, with: value), for: cipher)
      theirs = value
      return Self.answer(0x84, own)
    default:
      guard let keys, let info else { return ResponseAPDU(status: 0x6985) }
      let pace = PACE(info: info, key: .cardAccessNumber(can), random: SystemRandom())
      guard try pace.token(over: own, keys) == value else { return ResponseAPDU(status: 0x6300) }
      messaging = CardSideMessaging(keys: keys)
      return Self.answer(0x86, try pace.token(over: theirs, keys))
    }
  }

  private static func answer(_ tag: UInt32, _ value: [UInt8]) -> ResponseAPDU {
    ResponseAPDU(data: TLV.encoding(0x7c, TLV.encoding(tag, value)), status: 0x9000)
  }
}

/// The small chip behind something that may change its answers, or lose the card.
final class ChipChannel: CardChannel {
  let abilities: ChannelAbilities
  private let state: Mutex<(chip: SmallChip, count: Int)>
  private let alter: @Sendable (Int, ResponseAPDU) throws(CardError) -> ResponseAPDU

  init(
    _ chip: SmallChip, extended: Bool = true,
    alter: @escaping @Sendable (Int, ResponseAPDU) throws(CardError) -> ResponseAPDU = {
      (_: Int, answer: ResponseAPDU) throws(CardError) in answer
    }
  ) {
    abilities = ChannelAbilities(
      reader: "small", answerToReset: [], longestCommand: extended ? 65_544 : 261,
      longestAnswer: extended ? 65_538 : 258)
    state = Mutex((chip, 0))
    self.alter = alter
  }

  var count: Int { state.withLock { $0.count } }

  func transmit(_ command: CommandAPDU) async throws(CardError) -> ResponseAPDU {
    let (number, answer) = state.withLock { state in
      defer { state.count += 1 }
      return (state.count, state.chip.answer(command))
    }
    return try alter(number, answer)
  }

  func close() async { state.withLock { $0.chip.reset() } }
}
