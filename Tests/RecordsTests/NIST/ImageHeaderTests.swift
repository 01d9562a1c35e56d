// SPDX-License-Identifier: Apache-2.0

import Bytes
import Testing

@testable import Records

@Suite("Headers of compressed images")
struct ImageHeaderTests {
  static let wsq: [UInt8] =
    [0xff, 0xa0, 0xff, 0xa8, 0, 4, 1, 2]  // start of image, a comment
    + [0xff, 0xa2, 0, 17, 0, 255, 1, 0xf4, 1, 0x2c] + [UInt8](repeating: 0, count: 11)

  static func jpeg(_ frame: UInt8) -> [UInt8] {
    [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0]  // start of image, an application segment
      + [0xff, 0xff, frame, 0, 11, 8, 1, 0xf4, 1, 0x2c, 1, 1, 0x11, 0]
  }

  static func codestream(reversible: UInt8) -> [UInt8] {
    let size: [UInt8] = [0, 0, 1, 0x30, 0, 0, 1, 0xf4, 0, 0, 0, 4, 0, 0, 0, 0]  // 304 - 4 wide
    let tiles = [UInt8](repeating: 0, count: 16)
    return [0xff, 0x4f, 0xff, 0x51, 0, 41, 0, 0] + size + tiles + [0, 1, 7, 1, 1]
      + [0xff, 0x52, 0, 12, 0, 0, 0, 1, 0, 5, 4, 4, 0, reversible]
  }

  static func jp2(reversible: UInt8) -> [UInt8] {
    let signature: [UInt8] = [0, 0, 0, 12] + Array("jP  ".utf8) + [13, 10, 0x87, 10]
    let type: [UInt8] = [0, 0, 0, 20] + Array("ftypjp2 ".utf8) + [0, 0, 0, 0] + Array("jp2 ".utf8)
    return signature + type + [0, 0, 0, 0] + Array("jp2c".utf8) + codestream(reversible: reversible)
  }

  static let samples: [(ImageHeader.Format, [UInt8])] = [
    (.png, syntheticPNG(width: 300, height: 500)), (.wsq, wsq), (.jpeg, jpeg(0xc0)),
    (.jpeg, jpeg(0xc2)), (.losslessJPEG, jpeg(0xc3)), (.codestream, codestream(reversible: 1)),
    (.jp2(reversible: true), jp2(reversible: 1)), (.jp2(reversible: false), jp2(reversible: 0)),
  ]

  @Test("Format, size and depth are read from the header", arguments: samples)
  func headers(format: ImageHeader.Format, bytes: [UInt8]) throws {
    let header = try #require(try ImageHeader(bytes[...]))
    #expect(header.format == format)
    #expect((header.width, header.height) == (300, 500))
    #expect((header.depth, header.components) == (8, 1))
  }

  @Test("No prefix and no changed byte stops the reader", arguments: samples)
  func broken(format: ImageHeader.Format, bytes: [UInt8]) throws {
    let head = Array(bytes.prefix(120))
    for length in 0..<head.count { _ = try? ImageHeader(head.prefix(length)) }
    flippedCopies(of: head, count: 5_000, seed: 51) { _ = try? ImageHeader($0[...]) }
  }

  @Test("Other bytes have no header")
  func other() throws {
    for bytes in [[], [1], [0xff, 0xd8], Array("GIF89a".utf8)] {
      #expect(try ImageHeader(bytes[...]) == nil)
    }
  }

  @Test("A segment shorter than its own length field is refused")
  func contradictions() {
    var bytes = Self.wsq
    bytes[5] = 1
    #expect(throws: MalformedData.self) { try ImageHeader(bytes[...]) }
  }
}
