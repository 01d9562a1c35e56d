// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// What a reader says of itself: the class descriptor (CCID 1.1, chapter 5.1).
public struct CCIDDescriptor: Sendable, Hashable {
  /// How much of the talk with the card the reader does by itself.
  public enum Level: Sendable, Hashable {
    /// Nothing: single characters.
    case character
    /// Blocks of T=1, headers and data of T=0.
    case transport
    /// Commands of the short form.
    case shortCommands
    /// Commands of any length.
    case allCommands
  }

  /// Bytes of the descriptor.
  static let size = 54
  /// `bDescriptorType`.
  static let kind: UInt8 = 0x21
  /// Bytes before the data of every message.
  static let headSize = 10
  /// Most slots that are believed; the largest readers have 5.
  static let mostSlots = 16

  /// Slots, 1 to 16.
  public let slotCount: Int
  /// `bVoltageSupport`: 1 for 5 V, 2 for 3 V, 4 for 1.8 V.
  public let voltages: UInt8
  /// `dwProtocols`: 1 for T=0, 2 for T=1.
  public let protocols: UInt32
  /// Clock of the card in kHz.
  public let clock: Int
  /// Most bits a second to the card.
  public private(set) var fastestRate: Int
  /// Most data bytes of a T=1 block from the card (IFSD).
  public let blockSize: Int
  /// `dwFeatures`: what the reader does by itself.
  public private(set) var features: UInt32
  /// Most bytes of a message, its head included: 64 to 65,554.
  public let longestMessage: Int

  /// Reads the descriptor. Throws for another type or length, too many slots, or tiny messages.
  public init(parsing bytes: some Collection<UInt8>) throws(MalformedData) {
    let bytes = Array(bytes.prefix(Self.size))
    guard bytes.count == Self.size, Int(bytes[0]) == Self.size, bytes[1] == Self.kind else {
      throw MalformedData(offset: 0, expected: "a smart card descriptor of 54 bytes")
    }
    func number(_ at: Int) -> UInt32 {
      (0..<4).reduce(0) { $0 | UInt32(bytes[at + $1]) << (8 * $1) }
    }
    slotCount = Int(bytes[4]) + 1
    guard slotCount <= Self.mostSlots else {
      throw MalformedData(offset: 4, expected: "at most \(Self.mostSlots) slots")
    }
    voltages = bytes[5]
    protocols = number(6)
    clock = Int(number(10))
    fastestRate = Int(number(23))
    blockSize = Int(min(max(number(28), 1), 254))
    features = number(40)
    longestMessage = Int(min(number(44), 65_554))
    guard longestMessage >= 64 else {
      throw MalformedData(offset: 44, expected: "messages of at least 64 bytes")
    }
  }

  /// Who does how much.
  public var level: Level {
    switch features >> 16 & 7 {
    case 4: .allCommands
    case 2: .shortCommands
    case 1: .transport
    default: .character
    }
  }

  /// The same for a reader that takes blocks, whatever it says.
  var takingBlocks: CCIDDescriptor {
    var corrected = self
    corrected.features = features & ~0x7_0000 | 0x1_0000
    return corrected
  }

  /// The same for a reader that cannot send faster.
  func limited(to rate: Int) -> CCIDDescriptor {
    var corrected = self
    corrected.fastestRate = min(fastestRate, rate)
    return corrected
  }

  /// Whether the reader sets itself up by the ATR.
  var setsParameters: Bool { features & 0x02 != 0 }
  /// Whether the reader finds the voltage.
  var findsVoltage: Bool { features & 0x08 != 0 }
  /// Whether the reader negotiates speed and protocol.
  var negotiates: Bool { features & 0xc0 != 0 }
  /// Whether the reader announces its block size to the card.
  var announcesBlockSize: Bool { features & 0x400 != 0 }
}
