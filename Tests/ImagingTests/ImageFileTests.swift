// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Imaging
import Testing

@Suite("Image files")
struct ImageFileTests {
  @Test("A lossless format gives back the pixels", arguments: [ImageFormat.png, .pgm])
  func pixelsRoundTrip(format: ImageFormat) throws {
    let image = try TestPictures.ramp(37, 23)
    let bytes = try ImageFile.encode(image, as: format)
    let back = try ImageFile.decode(bytes)
    #expect(back.pixels == image.pixels)
    #expect(back.width == 37 && back.height == 23)
  }

  @Test("PNG carries the resolution exactly", arguments: [250, 500, 569, 1000, 1200] as [Double])
  func resolutionRoundTrip(ppi: Double) throws {
    let bytes = try ImageFile.encode(try TestPictures.ramp(8, 8, ppi: ppi), as: .png)
    #expect(try ImageFile.decode(bytes).resolution?.pixelsPerInch == ppi)
  }

  @Test("An image without resolution comes back without one", arguments: ImageFormat.allCases)
  func noResolution(format: ImageFormat) throws {
    let bytes = try ImageFile.encode(try TestPictures.ramp(40, 40, ppi: nil), as: format)
    #expect(try ImageFile.decode(bytes).resolution == nil)
  }

  @Test("The format is known by content and by file ending")
  func formats() throws {
    #expect(ImageFormat(path: "/a.b/right-thumb.PNG") == .png)
    #expect(ImageFormat(path: "/a.png/right-thumb") == nil)
    #expect(ImageFormat(path: "png") == nil)
    let bytes = try ImageFile.encode(try TestPictures.ramp(8, 8), as: .pgm)
    #expect(ImageFormat(content: bytes) == .pgm)
    #expect(ImageFormat(content: Array("hello".utf8)) == nil)
  }

  @Test("Bytes of no format are refused by name")
  func unknownFormat() {
    #expect(throws: ImageError.self) { try ImageFile.decode(Array("GIF89a".utf8)) }
    #expect(throws: ImageError.self) { try ImageFile.decode([]) }
  }
}
