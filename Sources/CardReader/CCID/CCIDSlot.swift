// SPDX-License-Identifier: Apache-2.0

/// One place for a card in a reader.
struct CCIDSlot: Sendable {
  /// Milliseconds for the status. Some contactless readers take up to a second for their first one.
  private static let statusLimit = 2000
  /// Milliseconds to power a card: finding a contactless one takes the longest.
  private static let powerLimit = 10_000
  /// Times that a reader is asked again that is busy with the slot.
  private static let mostBusy = 20

  let link: CCIDLink
  let index: UInt8
  let settings: CardReaderSettings

  var descriptor: CCIDDescriptor { link.interface.descriptor }

  /// Asks whether there is a card.
  func presence() async throws(CardError) -> CardPresence {
    let doing = "looking for a card"
    let answer = try await ask(.init(.slotStatus), within: Self.statusLimit, doing: doing)
    // A status that was refused says where the card is all the same.
    return answer.presence
  }

  /// Powers the card and gives its ATR. Where the reader does not find the voltage, the lower ones
  /// are tried first: they harm no card (ISO/IEC 7816-3, clause 6.2.4).
  func powerOn() async throws(CardError) -> [UInt8] {
    var failure = CardError(.mute, doing: "powering the card")
    for voltage in voltages {
      do throws(CardError) {
        return try await powerOn(voltage)
      } catch {
        guard ![.noCard, .readerGone, .cancelled, .closed].contains(error.reason) else {
          throw error
        }
        failure = error
        await powerOff()
      }
    }
    throw failure
  }

  /// Takes the power from the card; a card that is gone has none.
  func powerOff() async {
    _ = try? await ask(.init(.powerOff), within: Self.statusLimit, doing: "ending with the card")
  }

  /// Values of `bPowerSelect`: 0 for the reader's choice, 3 for 1.8 V, 2 for 3 V, 1 for 5 V.
  private var voltages: [UInt8] {
    guard !descriptor.findsVoltage else { return [0] }
    let offered = [3, 2, 1].filter { descriptor.voltages & 1 << ($0 - 1) != 0 }.map(UInt8.init)
    return offered.isEmpty ? [0] : offered
  }

  private func powerOn(_ voltage: UInt8) async throws(CardError) -> [UInt8] {
    let doing = "powering the card"
    let command = CCIDCommand(.powerOn, (voltage, 0, 0))
    let answer = try await ask(command, within: Self.powerLimit, doing: doing)
    if let error = CardError(answer, doing: doing) { throw error }
    guard answer.kind == 0x80, (2...AnswerToReset.mostBytes).contains(answer.data.count) else {
      throw CardError(answer.presence == .absent ? .noCard : .protocolBroken, doing: doing)
    }
    return answer.data
  }

  /// Sends a command, again while the slot is busy with an earlier one.
  func ask(
    _ command: CCIDCommand, within limit: Int, doing: String
  ) async throws(CardError) -> CCIDAnswer {
    for _ in 0..<Self.mostBusy {
      let answer = try await link.ask(command, slot: index, within: limit, doing: doing)
      guard answer.outcome == .failed, answer.error == 0xe0 else { return answer }
      guard (try? await Task.sleep(for: settings.milliseconds(100))) != nil else {
        throw CardError(.cancelled, doing: doing)
      }
    }
    throw CardError(.busy, doing: doing)
  }
}
