// SPDX-License-Identifier: Apache-2.0

/// A powered card in a slot of a CCID reader.
actor CCIDChannel: CardChannel {
  /// How commands go to this card.
  private enum Way {
    /// The reader takes them whole.
    case commands(CCIDCarrier)
    /// The reader takes blocks.
    case blocks(T1Conversation, CCIDCarrier)
    /// The reader takes headers and data.
    case bytes(CCIDCarrier)
  }

  /// Most bytes of an extended command: header, length, data, Le.
  private static let longestExtended = 65_544

  nonisolated let abilities: ChannelAbilities
  private let slot: CCIDSlot
  private let queue = CommandQueue()
  private let whenClosed: @Sendable () async -> Void
  private var way: Way
  private var isClosed = false

  /// Powers the card and makes ready for commands. `whenClosed` gives the reader back.
  init(
    _ slot: CCIDSlot, reader: String, whenClosed: @escaping @Sendable () async -> Void
  ) async throws(CardError) {
    let level = slot.descriptor.level
    guard level != .character else {
      throw CardError(.notSupported, doing: "talking character by character, as this reader wants")
    }
    guard try await slot.presence() != .absent else {
      throw CardError(.noCard, doing: "looking for a card")
    }
    let bytes = try await slot.powerOn()
    // Readers that take whole commands know the card's parameters: its ATR need not be understood.
    let atr = try? AnswerToReset(parsing: bytes)
    let isLong: Bool
    switch level {
    case .allCommands, .shortCommands, .character:
      let chosen = atr?.protocols.first ?? .t1
      way = .commands(CCIDCarrier(slot: slot, atr, chosen))
      isLong = level == .allCommands
    case .transport:
      guard let atr else { throw CardError(.protocolBroken, doing: "reading the card's ATR") }
      way = try await Self.transport(slot, atr)
      isLong = if case .blocks = way { true } else { false }
    }
    (self.slot, self.whenClosed) = (slot, whenClosed)
    abilities = ChannelAbilities(
      reader: reader, answerToReset: bytes, longestCommand: isLong ? Self.longestExtended : 261,
      longestAnswer: isLong ? 65_538 : 258)
  }

  private static func transport(
    _ slot: CCIDSlot, _ atr: AnswerToReset
  ) async throws(CardError) -> Way {
    let chosen = try await slot.setUp(atr)
    let carrier = CCIDCarrier(slot: slot, atr, chosen)
    guard chosen == .t1 else { return .bytes(carrier) }
    var blocks = T1Conversation(blockSize: atr.blockSize, usesCRC: atr.usesCRC)
    if !slot.descriptor.announcesBlockSize {
      try await blocks.announce(blockSize: slot.descriptor.blockSize, through: carrier)
    }
    return .blocks(blocks, carrier)
  }

  /// Sends a command; a longer one than the abilities say is refused.
  func transmit(_ command: CommandAPDU) async throws(CardError) -> ResponseAPDU {
    let bytes = command.bytes
    guard bytes.count <= abilities.longestCommand, !command.needsExtended || abilities.takesExtended
    else { throw CardError(.apduTooLong, doing: "sending a command to the card") }
    let answer = try await queue.run { () throws(CardError) in try await self.exchange(bytes) }
    return try ResponseAPDU(bytes: answer)
  }

  private func exchange(_ bytes: [UInt8]) async throws(CardError) -> [UInt8] {
    guard !isClosed else { throw CardError(.closed, doing: "sending a command to the card") }
    switch way {
    case .commands(let carrier): return try await carrier.command(bytes)
    case .bytes(let carrier): return try await T0Conversation().exchange(bytes, through: carrier)
    case .blocks(var blocks, let carrier):
      defer { way = .blocks(blocks, carrier) }
      return try await blocks.exchange(bytes, through: carrier)
    }
  }

  /// Takes the power from the card and gives the reader back.
  func close() async {
    // A task of its own: the reader is given back even by somebody who was cancelled.
    await Task { _ = try? await self.queue.run { () throws(CardError) in await self.end() } }.value
  }

  private func end() async {
    guard !isClosed else { return }
    isClosed = true
    await slot.powerOff()
    await whenClosed()
  }
}
