// SPDX-License-Identifier: Apache-2.0

/// Exchanges data with the card of a slot by `PC_to_RDR_XfrBlock` (CCID 1.1, chapter 6.1.4).
struct CCIDCarrier: BlockCarrier {
  /// Milliseconds of silence while nothing is known of the card.
  static let defaultSilence = 5000
  /// Milliseconds that reader and bus take beside the card.
  private static let margin = 3000
  private static let doing = "sending a command to the card"

  let slot: CCIDSlot
  /// Milliseconds that may pass before the reader says something.
  let silence: Int

  init(slot: CCIDSlot, silence: Int) { (self.slot, self.silence) = (slot, silence) }

  /// Takes the times of the card, at most those of the whole answer.
  init(slot: CCIDSlot, _ atr: AnswerToReset?, _ chosen: CardProtocol) {
    let timing = CardTiming(clock: slot.descriptor.clock)
    let card = atr.map { timing.longestSilence($0, chosen) + Self.margin } ?? 0
    self.init(slot: slot, silence: min(max(card, Self.defaultSilence), 60_000))
  }

  /// One block; nil when the reader says that it came damaged or not at all.
  func carry(_ bytes: [UInt8], waiting: UInt8) async throws(CardError) -> [UInt8]? {
    let answer = try await exchange(bytes, waiting: waiting, level: 0)
    if answer.outcome == .failed, answer.presence == .active, [0xfd, 0xfe].contains(answer.error) {
      return nil
    }
    return try Self.sound(answer).data
  }

  /// A whole command by the levels of long messages: parts out, parts in (chapters 6.1.4 and 6.2.1).
  func command(_ bytes: [UInt8]) async throws(CardError) -> [UInt8] {
    let room = slot.descriptor.longestMessage - CCIDDescriptor.headSize
    let parts = stride(from: 0, to: bytes.count, by: room).map { start in
      Array(bytes[start..<min(start + room, bytes.count)])
    }
    for (index, part) in parts.dropLast().enumerated() {
      let answer = try Self.sound(
        try await exchange(part, waiting: 0, level: index == 0 ? Part.begins : Part.goesOn))
      guard answer.chain == UInt8(Part.empty) else { throw Self.broken }
    }
    let level = parts.count > 1 ? Part.ends : Part.whole
    return try await collect(try await exchange(parts.last ?? [], waiting: 0, level: level))
  }

  /// Values of `wLevelParameter` and `bChainParameter`.
  private enum Part {
    static let whole: UInt16 = 0
    static let begins: UInt16 = 1
    static let ends: UInt16 = 2
    static let goesOn: UInt16 = 3
    static let empty: UInt16 = 0x10
  }

  private func collect(_ first: CCIDAnswer) async throws(CardError) -> [UInt8] {
    var answer = try Self.sound(first)
    var data = answer.data
    // At least one byte in each part keeps the number of parts within that of bytes.
    while [Part.begins, Part.goesOn].contains(UInt16(answer.chain)) {
      guard !answer.data.isEmpty, data.count <= 65_538 else { throw Self.broken }
      answer = try Self.sound(try await exchange([], waiting: 0, level: Part.empty))
      data += answer.data
    }
    return data
  }

  private func exchange(
    _ bytes: [UInt8], waiting: UInt8, level: UInt16
  ) async throws(CardError) -> CCIDAnswer {
    let details = (waiting, UInt8(level & 0xff), UInt8(level >> 8))
    let limit = min(silence * max(Int(waiting), 1), 60_000)
    return try await slot.ask(
      CCIDCommand(.exchange, details, bytes), within: limit, doing: Self.doing)
  }

  private static func sound(_ answer: CCIDAnswer) throws(CardError) -> CCIDAnswer {
    if let error = CardError(answer, doing: doing) { throw error }
    guard answer.presence != .absent else { throw CardError(.noCard, doing: doing) }
    guard answer.kind == 0x80 else { throw broken }
    return answer
  }

  private static let broken = CardError(.protocolBroken, doing: doing)
}
