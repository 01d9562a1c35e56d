// SPDX-License-Identifier: Apache-2.0

public import CardReader

/// A sample card that lies on no reader: the same commands and answers, in this process.
public actor EmulatedCardChannel: CardChannel {
  /// Commands of any length.
  public nonisolated let abilities = ChannelAbilities(
    reader: "sample card", answerToReset: EmulatedChip.answerToReset, longestCommand: 65_544,
    longestAnswer: 65_538)
  private var chip: EmulatedChip
  private var isClosed = false

  /// Takes the card.
  public init(_ card: SampleCard) { chip = EmulatedChip(card) }

  /// Answers as the chip does. Throws `card-closed` after `close`.
  public func transmit(_ command: CommandAPDU) throws(CardError) -> ResponseAPDU {
    guard !isClosed else { throw CardError(.closed, doing: "sending a command to the card") }
    return chip.answer(command)
  }

  /// Takes the power away.
  public func close() {
    isClosed = true
    chip.reset()
  }
}
