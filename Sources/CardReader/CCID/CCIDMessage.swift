// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// A message to a reader (CCID 1.1, chapter 6.1).
struct CCIDCommand: Sendable, Hashable {
  enum Kind: UInt8, Sendable {
    case setParameters = 0x61
    case powerOn = 0x62
    case powerOff = 0x63
    case slotStatus = 0x65
    case exchange = 0x6f
  }

  let kind: Kind
  /// The three bytes after slot and number, which mean something else in each kind.
  var details: (UInt8, UInt8, UInt8) { (first, second, third) }
  private let first: UInt8
  private let second: UInt8
  private let third: UInt8
  let data: [UInt8]

  init(_ kind: Kind, _ details: (UInt8, UInt8, UInt8) = (0, 0, 0), _ data: [UInt8] = []) {
    (self.kind, self.data) = (kind, data)
    (first, second, third) = details
  }

  func bytes(slot: UInt8, number: UInt8) -> [UInt8] {
    let length = (0..<4).map { UInt8(truncatingIfNeeded: data.count >> (8 * $0)) }
    return [kind.rawValue] + length + [slot, number, first, second, third] + data
  }
}

/// A message from a reader (CCID 1.1, chapter 6.2).
public struct CCIDAnswer: Sendable, Hashable {
  /// What came of the command (`bmCommandStatus`).
  public enum Outcome: Sendable, Hashable {
    /// It was done.
    case done
    /// It was not; the reason is in `error`.
    case failed
    /// The card wants more time; the answer is yet to come.
    case moreTime
  }

  /// `bMessageType`: 0x80 data, 0x81 status, 0x82 parameters.
  public let kind: UInt8
  /// The slot.
  public let slot: UInt8
  /// Number of the command that it answers.
  public let number: UInt8
  /// Where the card is (`bmICCStatus`).
  public let presence: CardPresence
  /// What came of the command.
  public let outcome: Outcome
  /// `bError`: for a failure its reason, for more time its multiple.
  public let error: UInt8
  /// `bChainParameter` of data.
  public let chain: UInt8
  /// The data.
  public let data: [UInt8]

  /// Reads a message. Throws when less or more came than is announced, but for zeros with which some
  /// readers fill the last packet, and when the status has no meaning.
  public init(parsing bytes: [UInt8]) throws(MalformedData) {
    var reader = ByteReader(bytes)
    kind = try reader.readUInt8("message type")
    var length = 0
    for place in 0..<4 { length |= Int(try reader.readUInt8("length")) << (8 * place) }
    slot = try reader.readUInt8("slot")
    number = try reader.readUInt8("sequence number")
    let status = try reader.readUInt8("status")
    error = try reader.readUInt8("error")
    chain = try reader.readUInt8("chain parameter")
    guard let presence = CardPresence(rawValue: status & 3), status >> 6 != 3 else {
      throw reader.malformed("a status", at: 7)
    }
    self.presence = presence
    outcome = [.done, .failed, .moreTime][Int(status >> 6)]
    data = Array(try reader.readBytes(length, "message data"))
    guard reader.rest.allSatisfy({ $0 == 0 }) else { throw reader.malformed("the message's end") }
  }
}

/// Where the card of a slot is.
public enum CardPresence: UInt8, Sendable {
  /// There and powered.
  case active = 0
  /// There, without power.
  case inactive = 1
  /// Not there.
  case absent = 2
}
