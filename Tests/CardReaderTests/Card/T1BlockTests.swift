// SPDX-License-Identifier: Apache-2.0

import Bytes
import CardReader
import Testing

@Suite("Blocks of T=1")
struct T1BlockTests {
  static let blocks = [
    T1Block(.information(number: 0, more: true), [1, 2, 3]),
    T1Block(.information(number: 1, more: false)),
    T1Block(.ready(number: 1, wasBad: false)), T1Block(.ready(number: 0, wasBad: true)),
    T1Block(.supervisory(.blockSize, isResponse: false), [254]),
    T1Block(.supervisory(.moreTime, isResponse: true), [3]),
    T1Block(.information(number: 0, more: false), [UInt8](repeating: 7, count: 254)),
  ]

  @Test("A block that was written is read again", arguments: [false, true])
  func roundTrip(_ usesCRC: Bool) throws {
    for block in Self.blocks {
      #expect(try T1Block(parsing: block.bytes(usesCRC: usesCRC), usesCRC: usesCRC) == block)
    }
  }

  @Test("The bytes are those of the standard's examples")
  func bytes() {
    #expect(Self.blocks[4].bytes(usesCRC: false) == [0x00, 0xc1, 0x01, 0xfe, 0x3e])
    #expect(Self.blocks[2].bytes(usesCRC: false) == [0x00, 0x90, 0x00, 0x90])
    #expect(Self.blocks[0].bytes(usesCRC: false) == [0x00, 0x20, 0x03, 1, 2, 3, 0x23])
  }

  @Test("Any changed bit and any other length is noticed", arguments: [false, true])
  func damage(_ usesCRC: Bool) {
    for block in Self.blocks {
      let bytes = block.bytes(usesCRC: usesCRC)
      for place in 0..<bytes.count * 8 {
        var damaged = bytes
        damaged[place / 8] ^= 1 << (place % 8)
        #expect(throws: MalformedData.self) { try T1Block(parsing: damaged, usesCRC: usesCRC) }
      }
      for count in bytes.indices {
        #expect(throws: MalformedData.self) {
          try T1Block(parsing: Array(bytes.prefix(count)), usesCRC: usesCRC)
        }
      }
    }
  }
}
