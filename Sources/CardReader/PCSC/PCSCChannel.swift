// SPDX-License-Identifier: Apache-2.0

import CPCSC
import USB

/// A card in a reader of pcscd.
actor PCSCChannel: CardChannel {
  /// Most bytes of an answer: extended length and the status.
  private static let longestAnswer = 65_538
  private static let longestCommand = 65_544

  nonisolated let abilities: ChannelAbilities
  private let context: PCSCContext
  private let card: PCSCCard
  private let queue = CommandQueue()
  private var isClosed = false

  /// Connects to the card in the reader.
  init(_ reader: CardReaderIdentity, isExclusive: Bool) async throws(CardError) {
    let context = try await PCSCContext()
    let name = reader.id
    card = try await onOwnThread { () throws(CardError) in
      let (card, used) = try context.connect(to: name, exclusively: isExclusive)
      return PCSCCard(card, protocolInUse: used)
    }
    self.context = context
    let (atr, longest) = await onOwnThread { [card] in (card.answerToReset, card.mostData) }
    // A reader that does not say it is tried with long commands; documents step down by themselves.
    let isShort = longest.map { $0 <= 256 } ?? false
    abilities = ChannelAbilities(
      reader: reader.name, answerToReset: atr,
      longestCommand: isShort ? 261 : Self.longestCommand,
      longestAnswer: isShort ? 258 : Self.longestAnswer)
  }

  func transmit(_ command: CommandAPDU) async throws(CardError) -> ResponseAPDU {
    let bytes = command.bytes
    guard bytes.count <= abilities.longestCommand, !command.needsExtended || abilities.takesExtended
    else { throw CardError(.apduTooLong, doing: "sending a command to the card") }
    let answer = try await queue.run { () throws(CardError) in try await self.exchange(bytes) }
    return try ResponseAPDU(bytes: answer)
  }

  private func exchange(_ bytes: [UInt8]) async throws(CardError) -> [UInt8] {
    let doing = "sending a command to the card"
    guard !isClosed else { throw CardError(.closed, doing: doing) }
    guard !Task.isCancelled else { throw CardError(.cancelled, doing: doing) }
    return try await onOwnThread { [card] () throws(CardError) in
      try card.transmit(bytes, room: Self.longestAnswer)
    }
  }

  /// Takes the power from the card and ends the connection.
  func close() async {
    await Task { _ = try? await self.queue.run { () throws(CardError) in await self.end() } }.value
  }

  private func end() async {
    guard !isClosed else { return }
    isClosed = true
    await onOwnThread { [card, context] in
      card.disconnect()
      context.release()
    }
  }
}

/// The connection to a card; all its calls block.
private struct PCSCCard: Sendable {
  private let handle: SCARDHANDLE
  private let isT1: Bool

  init(_ handle: SCARDHANDLE, protocolInUse: DWORD) {
    self.handle = handle
    isT1 = protocolInUse == DWORD(SCARD_PROTOCOL_T1)
  }

  /// The ATR; empty where pcscd does not give it.
  var answerToReset: [UInt8] {
    var (state, protocolInUse) = (DWORD(), DWORD())
    var atr = [UInt8](repeating: 0, count: AnswerToReset.mostBytes)
    var (nameCount, atrCount) = (DWORD(), DWORD(atr.count))
    let code = SCardStatus(handle, nil, &nameCount, &state, &protocolInUse, &atr, &atrCount)
    return code == LONG(SCARD_S_SUCCESS) ? Array(atr.prefix(Int(atrCount))) : []
  }

  /// Most bytes of command data that the reader takes (PC/SC part 10, dwMaxAPDUDataSize); nil where
  /// it does not say.
  var mostData: Int? {
    // CM_IOCTL_GET_FEATURE_REQUEST; each feature is tag, length 4, control code high byte first.
    let features = control(0x4200_0000 + 3400, room: 256)
    guard let properties = Self.value(of: 0x12, in: features, isFeature: true) else { return nil }
    let code = properties.reduce(DWORD(0)) { $0 << 8 | DWORD($1) }
    guard let most = Self.value(of: 0x0a, in: control(code, room: 256), isFeature: false) else {
      return nil
    }
    return most.reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  private static func value(of tag: UInt8, in list: [UInt8], isFeature: Bool) -> [UInt8]? {
    var rest = list[...]
    while rest.count >= 2, let found = rest.first {
      let length = Int(rest[rest.startIndex + 1])
      let value = rest.dropFirst(2).prefix(length)
      guard value.count == length else { return nil }
      if found == tag { return (isFeature ? length == 4 : length <= 4) ? Array(value) : nil }
      rest = rest.dropFirst(2 + length)
    }
    return nil
  }

  private func control(_ code: DWORD, room: Int) -> [UInt8] {
    var answer = [UInt8](repeating: 0, count: room)
    var count = DWORD()
    let status = SCardControl(handle, code, nil, 0, &answer, DWORD(room), &count)
    return status == LONG(SCARD_S_SUCCESS) ? Array(answer.prefix(Int(count))) : []
  }

  func transmit(_ bytes: [UInt8], room: Int) throws(CardError) -> [UInt8] {
    let doing = "sending a command to the card"
    var answer = [UInt8](repeating: 0, count: room)
    var count = DWORD(room)
    let kind = UInt(isT1 ? SCARD_PROTOCOL_T1 : SCARD_PROTOCOL_T0)
    var header = SCARD_IO_REQUEST(
      dwProtocol: kind, cbPciLength: UInt(MemoryLayout<SCARD_IO_REQUEST>.size))
    let code = SCardTransmit(
      handle, &header, bytes, DWORD(bytes.count), nil, &answer, &count)
    if let error = CardError(pcsc: code, doing: doing) { throw cause(of: error, doing) }
    return Array(answer.prefix(Int(count)))
  }

  /// A broken exchange is often a card that was taken away; its status says so.
  private func cause(of error: CardError, _ doing: String) -> CardError {
    guard error.reason == .protocolBroken || error.reason == .mute else { return error }
    var (state, protocolInUse) = (DWORD(), DWORD())
    var (nameCount, atrCount) = (DWORD(), DWORD())
    let code = SCardStatus(handle, nil, &nameCount, &state, &protocolInUse, nil, &atrCount)
    return CardError(pcsc: code, doing: doing) ?? error
  }

  func disconnect() { SCardDisconnect(handle, DWORD(SCARD_UNPOWER_CARD)) }
}
