// SPDX-License-Identifier: Apache-2.0

import Bytes
import Testing

@Suite("Tags, lengths, values")
struct TLVTests {
  @Test("One to three bytes of tag and every length are written and read")
  func roundTrip() throws {
    for tag: UInt32 in [0x02, 0x61, 0x5f1f, 0x7f49, 0x7f8101] {
      for count in [0, 1, 127, 128, 255, 256, 65_535, 65_536] {
        let content = [UInt8](repeating: 7, count: count)
        let encoded = TLV.encoding(tag, content)
        var reader = ByteReader(encoded + [1])
        let element = try reader.readTLV("it")
        #expect(element.tag == tag && Array(element.content) == content)
        #expect(Array(element.encoded) == encoded && reader.remaining == 1)
      }
    }
  }

  @Test("Elements inside elements are found, with their bytes as read")
  func children() throws {
    // The length of the inner element is written longer than needed, and stays so.
    let bytes: [UInt8] = [0x60, 6, 0x5f, 0x01, 0x81, 0x02, 0x30, 0x37, 0x55]
    var reader = ByteReader(bytes)
    let outer = try reader.readTLV("it")
    #expect(outer.isConstructed)
    #expect(try outer.children().map(\.tag) == [0x5f01])
    #expect(outer.first(0x5f01).map { Array($0.encoded) } == Array(bytes[2..<8]))
    #expect(outer.first(0x02) == nil)
  }

  @Test(
    "What is cut, endless or too large is refused",
    arguments: [
      [], [0x61], [0x61, 0x01], [0x61, 0x80, 0, 0], [0x61, 0x85, 0, 0, 0, 0, 1, 0],
      [0x61, 0x84, 0xff, 0xff, 0xff, 0xff], [0x7f, 0x81, 0x81, 0x01, 0], [0x7f], [0x61, 0x82, 1],
    ] as [[UInt8]])
  func refused(bytes: [UInt8]) {
    #expect(throws: MalformedData.self) {
      var reader = ByteReader(bytes)
      _ = try reader.readTLV("it")
    }
  }

  @Test("More elements than a document has are refused")
  func tooMany() throws {
    let content = [UInt8](repeating: 0, count: 2 * (TLV.mostChildren + 1))
    var reader = ByteReader(TLV.encoding(0x30, content))
    let element = try reader.readTLV("it")
    #expect(throws: MalformedData.self) { try element.children() }
  }
}
