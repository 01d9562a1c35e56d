// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Imaging
import Testing

@Suite("Image files of other software")
struct ForeignFileTests {
  /// Luma (BT.601) of the left and right half of the colour files.
  private let left: UInt8 = 124
  private let right: UInt8 = 18

  private func decode(_ bytes: [UInt8]) throws -> GrayImage { try ImageFile.decode(bytes) }

  private func code(_ bytes: [UInt8]) -> String? {
    #expect(throws: ImageError.self) { try ImageFile.decode(bytes) }?.code
  }

  @Test("Colours of JPEG 2000 become luma")
  func rgbJP2() throws {
    let image = try decode(ForeignFiles.rgbJP2)
    #expect(image.width == 16 && image.height == 8)
    #expect(image.pixels[0] == left && image.pixels[15] == right)
  }

  @Test("What is transparent in JPEG 2000 shows white paper")
  func rgbaJP2() throws {
    let image = try decode(ForeignFiles.rgbaJP2)
    #expect(image.pixels[0] == 255)
    #expect(abs(Int(image.pixels[4 * 16]) - (255 + Int(left)) / 2) <= 1)
    #expect(image.pixels[7 * 16] == left)
  }

  @Test("16 bits of JPEG 2000 become 8")
  func gray16JP2() throws {
    let image = try decode(ForeignFiles.gray16JP2)
    for (i, pixel) in image.pixels.enumerated() {
      #expect(pixel == UInt8((Double(i * 512) * 255 / 65535).rounded()))
    }
  }

  @Test("A tiled codestream is put together")
  func tiled() throws {
    let image = try decode(ForeignFiles.tiledJ2K)
    #expect(image.width == 32)
    #expect(image.pixels == (0..<1024).map { UInt8($0 % 256) })
  }

  @Test("A codestream of which a tile is missing is refused")
  func missingTile() throws {
    let bytes = ForeignFiles.tiledJ2K
    let starts = bytes.indices.dropLast().filter { bytes[$0] == 0xFF && bytes[$0 + 1] == 0x90 }
    try #require(starts.count == 4)
    #expect(code(Array(bytes[..<starts[3]]) + [0xFF, 0xD9]) == "truncated")
  }

  @Test("Colours of JPEG become luma and keep the density")
  func rgbJPEG() throws {
    let image = try decode(ForeignFiles.rgbJPEG)
    #expect(image.resolution?.pixelsPerInch == 1000)
    #expect(abs(Int(image.pixels[0]) - Int(left)) <= 2)
    #expect(abs(Int(image.pixels[15]) - Int(right)) <= 2)
  }

  @Test("Progressive JPEG is read")
  func progressiveJPEG() throws {
    let image = try decode(ForeignFiles.progressiveJPEG)
    #expect(abs(Int(image.pixels[0]) - Int(left)) <= 2)
  }

  @Test("JPEG in the colours of print is refused by name")
  func cmykJPEG() { #expect(code(ForeignFiles.cmykJPEG) == "colour-space") }

  @Test("Different densities along the axes are refused")
  func nonSquare() throws {
    var bytes = ForeignFiles.rgbJPEG
    #expect(Array(bytes[13...17]) == [1, 3, 232, 3, 232])
    bytes[15] = 100
    #expect(code(bytes) == "non-square-pixels")
  }

  @Test("A JPEG density per centimetre is understood, an aspect ratio is none")
  func densityUnits() throws {
    var bytes = ForeignFiles.rgbJPEG
    bytes.replaceSubrange(13...17, with: [2, 0, 197, 0, 197])
    #expect(try decode(bytes).resolution?.pixelsPerInch == 500)
    bytes.replaceSubrange(13...17, with: [0, 0, 1, 0, 1])
    #expect(try decode(bytes).resolution == nil)
  }
}
