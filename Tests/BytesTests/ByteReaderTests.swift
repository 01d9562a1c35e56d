// SPDX-License-Identifier: Apache-2.0

import Bytes
import Testing

@Suite("Reading and writing bytes")
struct ByteReaderTests {
  @Test("Numbers are big-endian and read back as written")
  func bigEndian() throws {
    var writer = ByteWriter()
    writer.write(UInt8(0x01))
    writer.write(UInt16(0x0203))
    writer.write(UInt32(0x0405_0607))
    writer.write("FMR")
    #expect(writer.bytes == [1, 2, 3, 4, 5, 6, 7, 0x46, 0x4d, 0x52])

    var reader = ByteReader(writer.bytes)
    #expect(try reader.readUInt8("a") == 0x01)
    #expect(try reader.readUInt16("b") == 0x0203)
    #expect(try reader.readUInt32("c") == 0x0405_0607)
    #expect(try reader.readBytes(3, "d") == [0x46, 0x4d, 0x52])
    try reader.expectEnd(of: "the test")
  }

  @Test("A read past the end throws with the offset and takes nothing", arguments: [0, 1, 3])
  func pastEnd(count: Int) {
    var reader = ByteReader([UInt8](repeating: 9, count: count))
    #expect(throws: MalformedData(offset: 0, expected: "4 bytes of a length, found \(count)")) {
      _ = try reader.readUInt32("a length")
    }
    #expect(reader.remaining == count)
  }

  @Test("Hostile counts are refused", arguments: [-1, 5, Int.max, Int.min])
  func hostileCount(count: Int) {
    var reader = ByteReader([1, 2, 3, 4])
    #expect(throws: MalformedData.self) { _ = try reader.readBytes(count, "data") }
    #expect(throws: MalformedData.self) { _ = try reader.readPart(count, "data") }
  }

  @Test("A part reports offsets from the start of the whole, also for a slice")
  func offsetsOfPart() throws {
    var reader = ByteReader([0, 0, 1, 2, 3, 4, 5][2...])
    _ = try reader.readUInt8("head")
    var part = try reader.readPart(2, "part")
    #expect(part.offset == 1)
    _ = try part.readUInt16("value")
    #expect(throws: MalformedData(offset: 3, expected: "1 bytes of more, found 0")) {
      _ = try part.readUInt8("more")
    }
    #expect(reader.offset == 3)
    #expect(reader.rest == [4, 5])
  }

  @Test("Expected bytes and an expected end are checked")
  func expectations() throws {
    var reader = ByteReader([0x46, 0x4d, 0x52, 0])
    #expect(throws: MalformedData(offset: 0, expected: "FIR")) {
      try reader.expect([0x46, 0x49, 0x52], "FIR")
    }
    try reader.expect([0x46, 0x4d, 0x52], "FMR")
    #expect(throws: MalformedData.self) { try reader.expectEnd(of: "the magic") }
  }
}
