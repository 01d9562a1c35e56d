// SPDX-License-Identifier: Apache-2.0
import CardReader
import Testing

@Suite struct CommandAPDUTests {
  @Test("The four cases of ISO/IEC 7816-4 come out in the short form") func short() throws {
    #expect(try CommandAPDU(ins: 0x44).bytes == [0, 0x44, 0, 0])
    #expect(try CommandAPDU(ins: 0x84, expected: 8).bytes == [0, 0x84, 0, 0, 8])
    #expect(try CommandAPDU(ins: 0xB0, expected: 256).bytes == [0, 0xB0, 0, 0, 0])
    #expect(
      try CommandAPDU(ins: 0xA4, p1: 2, p2: 0x0C, data: [1, 0x1E]).bytes
        == [0, 0xA4, 2, 0x0C, 2, 1, 0x1E])
    #expect(
      try CommandAPDU(ins: 0x88, data: [7], expected: 256).bytes == [0, 0x88, 0, 0, 1, 7, 0])
  }

  @Test("More than the short form holds comes out in the extended form") func extended() throws {
    #expect(try CommandAPDU(ins: 0xB0, expected: 257).bytes == [0, 0xB0, 0, 0, 0, 1, 1])
    #expect(try CommandAPDU(ins: 0xB0, expected: 65_536).bytes == [0, 0xB0, 0, 0, 0, 0, 0])
    let long = try CommandAPDU(ins: 0x2A, data: [UInt8](repeating: 9, count: 256), expected: 256)
    #expect(long.bytes.prefix(7) == [0, 0x2A, 0, 0, 0, 1, 0])
    #expect(long.bytes.suffix(3) == [9, 1, 0])
  }

  @Test("What no form can hold is refused") func tooLong() {
    #expect(throws: CardError.self) { try CommandAPDU(ins: 0, expected: 65_537) }
    #expect(throws: CardError.self) { try CommandAPDU(ins: 0, expected: 0) }
    #expect(throws: CardError.self) {
      try CommandAPDU(ins: 0, data: [UInt8](repeating: 0, count: 65_536))
    }
  }

  @Test("An answer needs its status bytes") func answers() throws {
    #expect(try ResponseAPDU(bytes: [0x90, 0]).isSuccess)
    #expect(try ResponseAPDU(bytes: [5, 0x62, 0x82]) == ResponseAPDU(data: [5], status: 0x6282))
    #expect(throws: CardError.self) { try ResponseAPDU(bytes: [0x90]) }
  }
}
