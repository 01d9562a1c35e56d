// SPDX-License-Identifier: Apache-2.0

import Codes
import Imaging
import Testing

@Suite("QR codes in images")
struct QRCodeTests {
  /// A made-up card's code, one row of modules a number, the leftmost module its highest bit.
  static let rows: [UInt64] = [
    0x1fc0ad4b497f, 0x104153358a41, 0x1752c901da5d, 0x17502366f35d, 0x175cedf05f5d,
    0x1053071fb841, 0x1fd55555557f, 0x001bef19c900, 0x17c005f67c7c, 0x0699ece00b07,
    0x014e109cc6f4, 0x042a5b457bfc, 0x15ea219ac07c, 0x0118a78a2e35, 0x1053e7bd8574,
    0x1825ad977c5f, 0x006cd650c2fe, 0x101440014545, 0x1b675b77bfa4, 0x0ca72d314d7e,
    0x07fffff269f4, 0x011d41104715, 0x0f5cf95f8954, 0x031fb1195915, 0x05f1e9fe45fb,
    0x1e2ed752b8cf, 0x1065875c0790, 0x02202cbd3ceb, 0x1df09a108556, 0x1f87ec280da5,
    0x0e5ba823fd26, 0x1a8089de7aed, 0x0d56f0f32113, 0x120a17716c3b, 0x01720eb7a48c,
    0x0f18e0f15ba8, 0x136f79f205f0, 0x001ebd104d15, 0x1fcc635e8d5e, 0x10579f155116,
    0x1752aff2d9fa, 0x175b2f99183f, 0x17594c5e9596, 0x1040930f3720, 0x1fd22234e376,
  ]
  static let text =
    "001099012345|012345678|Nguyễn Văn Thử|15021999|Nam|Số 1 Phố Giả Định, Phường Mẫu, Hà Nội|20052024"

  @Test("A card's code is found and its text comes out byte for byte", arguments: [3, 4, 7])
  func found(pixelsPerModule: Int) throws {
    let codes = try QRCode.all(in: try #require(Self.picture(pixelsPerModule)))
    #expect(codes == [Array(Self.text.utf8)])
  }

  @Test("An image without a code has none")
  func none() throws {
    let grey = [UInt8](repeating: 128, count: 10_000)
    let image = try #require(
      GrayImage(width: 100, height: 100, pixels: grey, resolution: nil))
    #expect(try QRCode.all(in: image).isEmpty)
  }

  @Test("A code of which half is covered is not taken for another one")
  func covered() throws {
    let picture = try #require(Self.picture(4))
    var pixels = picture.pixels
    for place in pixels.count / 2..<pixels.count { pixels[place] = 255 }
    let image = try #require(
      GrayImage(width: picture.width, height: picture.height, pixels: pixels, resolution: nil))
    #expect(try QRCode.all(in: image).isEmpty)
  }

  @Test("A scratch or a spot on the code is mended by its spare symbols", arguments: [0, 1, 2])
  func damaged(shade: Int) throws {
    let scale = 4
    let picture = try #require(Self.picture(scale))
    var pixels = picture.pixels
    // A scratch of one module's width across 16 modules, or a spot of 4x4, away from the three corners.
    let scratch = (x: 20, y: 30, width: 16, height: 1)
    let spot = shade == 0 ? scratch : (x: 30, y: 30, width: 4, height: 4)
    for y in spot.y * scale..<(spot.y + spot.height) * scale {
      for x in spot.x * scale..<(spot.x + spot.width) * scale {
        pixels[y * picture.width + x] = shade == 2 ? 255 : 0
      }
    }
    let image = try #require(
      GrayImage(width: picture.width, height: picture.height, pixels: pixels, resolution: nil))
    #expect(try QRCode.all(in: image) == [Array(Self.text.utf8)])
  }

  static func picture(_ scale: Int) -> GrayImage? {
    let margin = 4
    let side = (rows.count + 2 * margin) * scale
    var pixels = [UInt8](repeating: 255, count: side * side)
    for y in 0..<side {
      for x in 0..<side {
        let (row, column) = (y / scale - margin, x / scale - margin)
        guard rows.indices.contains(row), rows.indices.contains(column) else { continue }
        if rows[row] >> UInt64(rows.count - 1 - column) & 1 == 1 { pixels[y * side + x] = 0 }
      }
    }
    return GrayImage(width: side, height: side, pixels: pixels, resolution: nil)
  }
}
