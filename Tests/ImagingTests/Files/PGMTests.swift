// SPDX-License-Identifier: Apache-2.0

import Imaging
import Testing

@Suite("PGM")
struct PGMTests {
  private func decode(_ header: String, _ raster: [UInt8] = []) throws -> GrayImage {
    try ImageFile.decode(Array(header.utf8) + raster)
  }

  private func code(_ header: String, _ raster: [UInt8] = []) -> String? {
    #expect(throws: ImageError.self) { try decode(header, raster) }?.code
  }

  @Test("Comments and any white space may stand between the numbers")
  func comments() throws {
    let image = try decode("P5 # made by hand\n# size\n2\t1\r\n#\n255\n", [7, 9])
    #expect(image.width == 2 && image.height == 1 && image.pixels == [7, 9])
  }

  @Test("A smaller or larger maximum is scaled to 255")
  func maximum() throws {
    #expect(try decode("P5 3 1 15\n", [0, 7, 15]).pixels == [0, 119, 255])
    #expect(try decode("P5 2 1 65535\n", [0xFF, 0xFF, 0x80, 0x80]).pixels == [255, 128])
    #expect(try decode("P5 1 1 1023\n", [0x03, 0xFF]).pixels == [255])
  }

  @Test("Text rasters are read")
  func text() throws {
    #expect(try decode("P2\n3 1\n255\n0 128 255").pixels == [0, 128, 255])
  }

  @Test(
    "Broken headers and rasters are told apart",
    arguments: [
      ("P5 2 1 255\n", "truncated"), ("P5 0 1 255\n", "damaged"), ("P5 2 1 0\n", "damaged"),
      ("P5 2 1 65536\n", "damaged"), ("P5 -2 1 255\n", "damaged"), ("P5 2 1", "truncated"),
      ("P5 99999999999999999999 1 255\n", "damaged"), ("P5 20000 1 255\n", "too-large"),
      ("P5 16000 16000 255\n", "too-large"), ("P2 2 1 255 1", "truncated"),
      ("P2 1 1 9 10", "damaged"), ("P2 2 1 255 1x 2", "damaged"), ("P5 1#\n1 255\n", "damaged"),
    ])
  func broken(header: String, expected: String) {
    #expect(code(header) == expected)
  }

  @Test("A sample above the maximum is refused")
  func aboveMaximum() { #expect(code("P5 1 1 15\n", [16]) == "damaged") }
}
