// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Imaging
import Records
import Testing

@testable import Station

@Suite("Compression of finger images")
struct RecordCompressionTests {
  private func image(_ pixelsPerInch: Double) throws -> GrayImage {
    var pixels: [UInt8] = []
    for index in 0..<300 * 400 {
      let place = Double(index % 300 + index / 600)
      pixels.append(UInt8(128 + 90 * Elementary.sin(place * 2 * .pi / 9)))
    }
    return try #require(
      GrayImage(
        width: 300, height: 400, pixels: pixels,
        resolution: Resolution(pixelsPerInch: pixelsPerInch)))
  }

  @Test(
    "500 ppi become WSQ by themselves, finer images lossless JPEG 2000",
    arguments: [
      (500, ImageCompression.wsq), (505, .wsq), (600, .losslessJPEG2000), (1000, .losslessJPEG2000),
    ])
  func standard(pixelsPerInch: Int, expected: ImageCompression) throws {
    #expect(try EncodedImage(of: image(Double(pixelsPerInch))).compression == expected)
  }

  @Test(
    "A named compression is used",
    arguments: [
      (RecordCompression.wsq, ImageCompression.wsq), (.png, .png), (.jp2, .losslessJPEG2000),
    ])
  func named(compression: RecordCompression, expected: ImageCompression) throws {
    let encoded = try EncodedImage(of: image(500), as: compression)
    #expect(encoded.compression == expected)
    #expect((encoded.width, encoded.height) == (300, 400))
  }

  @Test("WSQ is refused at 1000 ppi")
  func refused() throws {
    let image = try image(1000)
    #expect(throws: ImageError.self) { try EncodedImage(of: image, as: .wsq) }
  }

  @Test("WSQ is a tenth of the pixels or less")
  func size() async throws {
    for capture in try await SampleFolder.enrol().captures {
      #expect(capture.image.bytes.count * 10 < capture.image.width * capture.image.height)
    }
  }
}
