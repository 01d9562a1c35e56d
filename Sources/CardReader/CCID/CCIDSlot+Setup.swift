// SPDX-License-Identifier: Apache-2.0

extension CCIDSlot {
  /// Chooses protocol and speed after the reset, as far as the reader leaves it to us, and tells the
  /// reader. Gives the protocol.
  func setUp(_ atr: AnswerToReset) async throws(CardError) -> CardProtocol {
    let chosen = try choice(atr)
    var speed = atr.fixesDefaultSpeed ? AnswerToReset.defaultSpeed : atr.speed
    if atr.fixedProtocol == nil, !descriptor.negotiates {
      speed = try await negotiate(chosen, atr)
    }
    if !descriptor.setsParameters { try await tell(chosen, atr, speed: speed) }
    return chosen
  }

  /// T=1 where card and reader have it: it carries commands of any length.
  private func choice(_ atr: AnswerToReset) throws(CardError) -> CardProtocol {
    let offered = atr.fixedProtocol.map { [$0] } ?? atr.protocols
    let common = offered.filter { descriptor.protocols & 1 << UInt32($0.rawValue) != 0 }
    guard let chosen = common.contains(.t1) ? .t1 : common.first else {
      throw CardError(.notSupported, doing: "choosing a protocol for the card")
    }
    return chosen
  }

  /// Asks for the card's speed where the reader can send it, else for the default one. Without a
  /// wish there is nothing to ask: the first protocol at the default speed is what a card starts with.
  private func negotiate(
    _ chosen: CardProtocol, _ atr: AnswerToReset
  ) async throws(CardError) -> UInt8 {
    let rate = CardTiming(clock: descriptor.clock).bitRate(atr.speed)
    let isReachable = rate.map { $0 <= descriptor.fastestRate } ?? false
    let speed = isReachable ? atr.speed : AnswerToReset.defaultSpeed
    guard speed != AnswerToReset.defaultSpeed || chosen != atr.protocols.first else { return speed }
    let wish = speed == AnswerToReset.defaultSpeed ? nil : speed
    let request = SpeedRequest(chosen: chosen, speed: wish)
    let answer = try await carry(request.bytes, waiting: 1) ?? []
    guard let agreed = request.agreedSpeed(answer) else {
      throw CardError(.protocolBroken, doing: "agreeing on a speed with the card")
    }
    return agreed
  }

  /// Sets the reader's parameters (CCID 1.1, chapter 6.1.7). A reader that knows no such command has
  /// set them itself.
  private func tell(
    _ chosen: CardProtocol, _ atr: AnswerToReset, speed: UInt8
  ) async throws(CardError) {
    let doing = "setting the reader up for the card"
    let inverse: UInt8 = atr.isInverse ? 0x02 : 0
    let data: [UInt8] =
      switch chosen {
      case .t0: [speed, inverse, atr.guardTime, atr.waitingInteger, 0]
      case .t1:
        [
          speed, 0x10 | inverse | (atr.usesCRC ? 1 : 0), atr.guardTime, atr.blockWaiting, 0,
          UInt8(truncatingIfNeeded: atr.blockSize), 0,
        ]
      }
    let command = CCIDCommand(.setParameters, (chosen.rawValue, 0, 0), data)
    let answer = try await ask(command, within: 5000, doing: doing)
    if let error = CardError(answer, doing: doing), error.reason != .notSupported { throw error }
  }
}

extension CCIDSlot: BlockCarrier {
  /// Blocks and bytes before the card's own times are known: the longest that a card may take.
  func carry(_ bytes: [UInt8], waiting: UInt8) async throws(CardError) -> [UInt8]? {
    try await CCIDCarrier(slot: self, silence: CCIDCarrier.defaultSilence)
      .carry(bytes, waiting: waiting)
  }
}
