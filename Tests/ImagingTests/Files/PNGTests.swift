// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Imaging
import Testing

@Suite("PNG")
struct PNGTests {
  private func decode(_ builder: PNGBuilder, _ rows: [UInt8]) throws -> [UInt8] {
    try ImageFile.decode(builder.file(rows: rows)).pixels
  }

  @Test(
    "Grey of fewer bits is spread over 0...255",
    arguments: [(1, 0b0101_0000, 255), (2, 0b0111_0000, 85), (4, 0b0001_1111, 17)]
      as [(
        UInt8, UInt8, Int
      )])
  func fewBits(bits: UInt8, row: UInt8, step: Int) throws {
    let builder = PNGBuilder(width: 2, height: 1, bitDepth: bits, colourType: 0)
    let first = Int(row >> (8 - bits)) * step
    let second = Int((row << bits) >> (8 - bits)) * step
    #expect(try decode(builder, [0, row]) == [UInt8(first), UInt8(second)])
  }

  @Test("16-bit grey becomes the nearest 8-bit grey")
  func sixteenBits() throws {
    let builder = PNGBuilder(width: 3, height: 1, bitDepth: 16, colourType: 0)
    #expect(try decode(builder, [0, 0xFF, 0xFF, 0x80, 0x00, 0x00, 0x81]) == [255, 128, 1])
  }

  @Test("RGB becomes luma, 8 and 16 bits alike")
  func rgb() throws {
    let eight = PNGBuilder(width: 2, height: 1, bitDepth: 8, colourType: 2)
    #expect(try decode(eight, [0, 255, 0, 0, 200, 100, 50]) == [77, 124])
    let sixteen = PNGBuilder(width: 1, height: 1, bitDepth: 16, colourType: 2)
    #expect(try decode(sixteen, [0, 0, 0, 255, 255, 0, 0]) == [149])
  }

  @Test("A palette becomes the luma of its colours, transparent entries white")
  func palette() throws {
    var builder = PNGBuilder(width: 3, height: 1, bitDepth: 2, colourType: 3)
    builder.extras = [("PLTE", [255, 255, 255, 0, 255, 0, 0, 0, 0]), ("tRNS", [255, 255, 0])]
    #expect(try decode(builder, [0, 0b0001_1000]) == [255, 149, 255])
  }

  @Test("What is transparent shows white paper")
  func alpha() throws {
    let gray = PNGBuilder(width: 3, height: 1, bitDepth: 8, colourType: 4)
    #expect(try decode(gray, [0, 100, 0, 100, 255, 0, 128]) == [255, 100, 127])
    let colour = PNGBuilder(width: 2, height: 1, bitDepth: 8, colourType: 6)
    #expect(try decode(colour, [0, 1, 2, 3, 0, 255, 0, 0, 255]) == [255, 77])
    var key = PNGBuilder(width: 2, height: 1, bitDepth: 8, colourType: 0)
    key.extras = [("tRNS", [0, 7])]
    #expect(try decode(key, [0, 7, 8]) == [255, 8])
  }

  @Test("Interlaced rows are put in order, in grey and in colour")
  func interlaced() throws {
    // 3x2 pixels: pass 1 has (0,0), pass 5 none, pass 6 (1,0), pass 4 (2,0), pass 7 row 1.
    var builder = PNGBuilder(width: 3, height: 2, bitDepth: 8, colourType: 0, isInterlaced: true)
    #expect(try decode(builder, [0, 10, 0, 30, 0, 20, 0, 40, 50, 60]) == [10, 20, 30, 40, 50, 60])
    builder.colourType = 4
    let rows: [UInt8] = [0, 10, 255, 0, 30, 255, 0, 20, 255, 0, 40, 255, 50, 255, 60, 0]
    #expect(try decode(builder, rows) == [10, 20, 30, 40, 50, 255])
  }

  @Test("pHYs in metres is the resolution; an aspect ratio is none; a mismatch is refused")
  func physicalSize() throws {
    var builder = PNGBuilder(width: 1, height: 1, bitDepth: 8, colourType: 0)
    func resolution(_ x: Int, _ y: Int, unit: UInt8) throws -> Resolution? {
      builder.extras = [("pHYs", PNGBuilder.big(x) + PNGBuilder.big(y) + [unit])]
      return try ImageFile.decode(builder.file(rows: [0, 0])).resolution
    }
    #expect(try resolution(19685, 19685, unit: 1)?.pixelsPerInch == 500)
    #expect(try resolution(22400, 22400, unit: 1)?.pixelsPerInch == 22400 * 0.0254)
    #expect(try resolution(1, 1, unit: 0) == nil)
    #expect(try resolution(1, 1, unit: 1) == nil)
    let error = #expect(throws: ImageError.self) { try resolution(19685, 10000, unit: 1) }
    #expect(error?.code == "non-square-pixels")
  }

  @Test(
    "A header that announces too much is refused at once", arguments: [(60000, 60000), (1, 20000)])
  func tooLarge(width: Int, height: Int) {
    let builder = PNGBuilder(width: width, height: height, bitDepth: 8, colourType: 0)
    let error = #expect(throws: ImageError.self) {
      try ImageFile.decode(builder.file(rows: [0, 0]))
    }
    #expect(error?.code == "too-large")
  }
}
