// SPDX-License-Identifier: Apache-2.0

import Imaging
import Testing

@Suite("JPEG 2000 headers")
struct JPEG2000Tests {
  /// A codestream of our own with some bytes replaced.
  private func patched(_ offset: Int, _ bytes: [UInt8]) throws -> [UInt8] {
    var stream = try ImageFile.encode(try TestPictures.ramp(64, 64), as: .j2k)
    stream.replaceSubrange(offset..<offset + bytes.count, with: bytes)
    return stream
  }

  private func code(_ bytes: [UInt8], _ limits: ImageLimits = .standard) -> String? {
    #expect(throws: ImageError.self) { try ImageFile.decode(bytes, limits: limits) }?.code
  }

  // Offsets of SIZ: marker 2, length 4, capabilities 6, width 8, height 12, offsets 16 and 20, tile
  // width 24 and height 28, tile offsets 32 and 36, components 40, depth 42, steps 43 and 44. COD
  // follows: marker 45, length 47, style 49, progression 50, layers 51, transform 53, levels 54,
  // code-block 55 and 56, style 57, wavelet 58.

  @Test("A size beyond the limits is refused")
  func size() throws {
    #expect(code(try patched(8, [0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60])) == "too-large")
    #expect(code(try patched(8, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF])) == "too-large")
  }

  @Test("Tens of thousands of tiles are refused")
  func tiles() throws {
    var bytes = try patched(8, [0, 0, 15, 160, 0, 0, 15, 160])
    bytes.replaceSubrange(24..<32, with: [0, 0, 0, 32, 0, 0, 0, 32])
    #expect(code(bytes) == "too-large")
  }

  @Test("A tile or sampling step of no size is refused")
  func zeros() throws {
    #expect(code(try patched(24, [0, 0, 0, 0])) == "damaged")
    #expect(code(try patched(43, [0])) == "damaged")
    #expect(code(try patched(8, [0, 0, 0, 0])) == "damaged")
  }

  @Test("Deep samples are refused by name")
  func bits() throws {
    #expect(code(try patched(42, [31])) == "bit-depth")
  }

  @Test("Layers and tiny code-blocks that would take gigabytes are refused")
  func memory() throws {
    var bytes = try patched(51, [0xFF, 0xFF])
    bytes.replaceSubrange(8..<16, with: [0, 0, 15, 160, 0, 0, 15, 160])
    bytes.replaceSubrange(24..<32, with: [0, 0, 15, 160, 0, 0, 15, 160])
    bytes.replaceSubrange(55..<57, with: [0, 0])
    #expect(code(bytes) == "too-large")
  }

  @Test("A coding style that breaks the rules is refused")
  func codingStyle() throws {
    #expect(code(try patched(54, [33])) == "damaged")
    #expect(code(try patched(55, [9])) == "damaged")
    #expect(code(try patched(55, [8, 8])) == "damaged")
  }

  @Test("A palette, print colours and unknown channels are refused by name")
  func colours() throws {
    var bytes = ForeignFiles.rgbJP2
    let colr = try #require(
      bytes.indices.first { bytes[$0...].starts(with: Array("colr".utf8)) })
    #expect(Array(bytes[colr + 4..<colr + 11]) == [1, 0, 0, 0, 0, 0, 16])
    bytes[colr + 10] = 12
    #expect(code(bytes) == "colour-space")
    bytes[colr + 10] = 99
    #expect(code(bytes) == "colour-space")
    bytes.replaceSubrange(colr..<colr + 4, with: Array("pclr".utf8))
    #expect(code(bytes) == "colour-space")
    bytes.replaceSubrange(colr..<colr + 4, with: Array("none".utf8))
    #expect(try ImageFile.decode(bytes).pixels[0] == 124)
  }

  @Test("A box that is longer than the file is refused")
  func boxes() throws {
    var bytes = try ImageFile.encode(try TestPictures.ramp(16, 16), as: .jp2)
    let header = try #require(
      bytes.indices.first { bytes[$0...].starts(with: Array("jp2h".utf8)) })
    bytes[header - 4] = 0xFF
    #expect(code(bytes) == "damaged")
  }
}
