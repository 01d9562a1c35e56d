// SPDX-License-Identifier: Apache-2.0

/// A card in a reader: one command in, one answer out. All that the reading of documents sees of readers.
///
/// CCID over USB and PC/SC are implementations, an emulated card in the same process another.
/// Commands run one after the other, in the order in which they were sent.
public protocol CardChannel: Sendable {
  /// What the reader and the card can do together.
  var abilities: ChannelAbilities { get }

  /// Sends a command and waits for the whole answer: time extensions, chaining of blocks and
  /// GET RESPONSE of the transport are done here. Status words are answers, not errors.
  func transmit(_ command: CommandAPDU) async throws(CardError) -> ResponseAPDU

  /// Gives the card back: powers it down or ends the connection. Calling it again does nothing.
  func close() async
}

/// What the reader and the card can do together.
public struct ChannelAbilities: Sendable, Hashable {
  /// The reader's name for people, such as "ACS ACR1252".
  public let reader: String
  /// What the card said at its reset: the ATR, at most 33 bytes.
  public let answerToReset: [UInt8]
  /// Most bytes of one command, header included: 261 without extended length.
  public let longestCommand: Int
  /// Most bytes of one answer, status included: 258 without extended length.
  public let longestAnswer: Int

  /// Takes the reader's name, the ATR and the limits in bytes.
  public init(reader: String, answerToReset: [UInt8], longestCommand: Int, longestAnswer: Int) {
    (self.reader, self.answerToReset) = (reader, answerToReset)
    (self.longestCommand, self.longestAnswer) = (longestCommand, longestAnswer)
  }

  /// Whether commands of the extended form may be sent.
  public var takesExtended: Bool { longestCommand > 261 }
}
