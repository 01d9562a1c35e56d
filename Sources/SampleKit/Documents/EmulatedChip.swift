// SPDX-License-Identifier: Apache-2.0

public import CardReader
import Document

/// The chip of a sample card: commands in, answers out, as ICAO Doc 9303-11 has them, from the chip's side.
///
/// Like the Vietnamese card it refuses to select the master file and gives DG3 to nobody.
public struct EmulatedChip: Sendable {
  /// What a card says at its reset through a contactless reader (PC/SC part 3, clause 3.1.3.2.3).
  public static let answerToReset: [UInt8] = [0x3b, 0x80, 0x80, 0x01, 0x01]

  let card: SampleCard
  let random: any RandomSource
  /// The application is selected; files are those of the application.
  var isInApplication = false
  /// BAC or PACE was done.
  var isOpen = false
  /// Content of the selected file.
  var file: [UInt8]?
  /// Keys of secure messaging.
  var messaging: CardSideMessaging?
  /// Keys that hold from the next command on.
  var nextMessaging: CardSideMessaging?
  /// RND.IC of BAC.
  var challenge: [UInt8]?
  /// What GENERAL AUTHENTICATE goes on with.
  var agreement: Agreement?

  /// A card fresh in the field.
  public init(_ card: SampleCard) { self.init(card, random: SystemRandom()) }

  init(_ card: SampleCard, random: any RandomSource) {
    (self.card, self.random) = (card, random)
  }

  /// The field was off: forgets everything.
  public mutating func reset() { self = EmulatedChip(card, random: random) }

  /// Answers a command. A plain command in a protected session, and a wrong MAC, end the session.
  public mutating func answer(_ command: CommandAPDU) -> ResponseAPDU {
    guard command.cla & 0x0c == 0x0c else {
      if messaging != nil { (messaging, isOpen) = (nil, false) }
      return plainAnswer(command)
    }
    guard var session = messaging else { return ResponseAPDU(status: 0x6982) }
    do {
      let inner = try session.unprotect(command)
      let answer = try session.protect(plainAnswer(inner), to: inner.ins)
      messaging = nextMessaging ?? session
      nextMessaging = nil
      return answer
    } catch {
      (messaging, isOpen) = (nil, false)
      return ResponseAPDU(status: 0x6988)
    }
  }

  private mutating func plainAnswer(_ command: CommandAPDU) -> ResponseAPDU {
    do {
      return try run(command)
    } catch let refusal as Refusal {
      return ResponseAPDU(status: refusal.status)
    } catch {
      // What the terminal sent does not fit the protocol, such as a point off the curve.
      return ResponseAPDU(status: 0x6a80)
    }
  }

  private mutating func run(_ command: CommandAPDU) throws -> ResponseAPDU {
    switch command.ins {
    case 0xa4: try select(command)
    case 0xb0, 0xb1: try read(command)
    case 0x84: try giveChallenge()
    case 0x82: try checkBasicAccess(command)
    case 0x22: try choose(command)
    case 0x86: try authenticate(command)
    case 0x88: try sign(command)
    default: throw Refusal(0x6d00)
    }
  }
}

/// A status that is no success.
struct Refusal: Error {
  let status: UInt16

  init(_ status: UInt16) { self.status = status }
}
