// SPDX-License-Identifier: Apache-2.0

import Bytes
import CardReader
import Testing

@Suite("Answers to reset")
struct AnswerToResetTests {
  /// A contactless card as its reader writes it; a contact card of T=0; one of T=1 with a CRC.
  static let contactless: [UInt8] = [0x3b, 0x88, 0x80, 0x01, 0, 0, 0, 0, 0, 0, 0, 0, 0x09]
  static let bytewise: [UInt8] = [0x3b, 0x02, 0x14, 0x50]
  static let blockwise = sealed([0x3b, 0x90, 0x95, 0x81, 0x71, 0xfe, 0x45, 0x01])

  static func sealed(_ bytes: [UInt8]) -> [UInt8] { bytes + [bytes.dropFirst().reduce(0, ^)] }

  @Test("Protocols, speed and sizes are found")
  func fields() throws {
    let contactless = try AnswerToReset(parsing: Self.contactless)
    #expect(contactless.protocols == [.t0, .t1] && contactless.historicalBytes.count == 8)
    let bytewise = try AnswerToReset(parsing: Self.bytewise)
    #expect(bytewise.protocols == [.t0] && bytewise.historicalBytes == [0x14, 0x50])
    let blockwise = try AnswerToReset(parsing: Self.blockwise)
    #expect(blockwise.protocols == [.t1] && blockwise.speed == 0x95)
    #expect(blockwise.blockSize == 254 && blockwise.usesCRC)
    #expect(blockwise.fixedProtocol == nil)
  }

  @Test("Where a card says nothing, the standard's defaults hold")
  func defaults() throws {
    let plain = try AnswerToReset(parsing: [0x3f, 0x00])
    #expect(plain.isInverse && plain.protocols == [.t0] && plain.speed == 0x11)
    #expect(plain.blockSize == 32 && !plain.usesCRC)
    let specific = try AnswerToReset(
      parsing: Self.sealed([0x3b, 0x80, 0x91, 0x01, 0x31, 0x80, 0x45]))
    #expect(specific.fixedProtocol == .t1 && specific.blockSize == 128)
  }

  @Test("Cut and surplus bytes, wrong checks and wrong beginnings are refused")
  func refused() {
    for atr in [Self.contactless, Self.bytewise, Self.blockwise] {
      for count in atr.indices {
        #expect(throws: MalformedData.self) { try AnswerToReset(parsing: Array(atr.prefix(count))) }
      }
      #expect(throws: MalformedData.self) { try AnswerToReset(parsing: atr + [0]) }
    }
    for index in Self.blockwise.indices {
      var atr = Self.blockwise
      atr[index] ^= 0x01
      #expect(throws: MalformedData.self) { try AnswerToReset(parsing: atr) }
    }
    let endless = [0x3b] + [UInt8](repeating: 0xff, count: 32)
    #expect(throws: MalformedData.self) { try AnswerToReset(parsing: endless) }
    #expect(throws: MalformedData.self) { try AnswerToReset(parsing: endless + endless) }
  }

  @Test("Any bytes are read or refused")
  func anything() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...36, using: &random)
      let bytes = [0x3b] + (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      let atr = try? AnswerToReset(parsing: bytes)
      #expect((atr?.blockSize ?? 1) > 0)
    }
  }
}
