// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Testing

@testable import Imaging

@Suite("WSQ")
struct WSQTests {
  @Test(
    "An image of any size comes back close to itself",
    arguments: [
      (1, 1), (1, 9), (2, 2), (3, 50), (33, 31), (64, 64), (97, 70), (400, 16), (131, 205),
    ])
  func roundTrip(width: Int, height: Int) throws {
    let image = try TestPictures.grating(period: 9, width: width, height: height)
    let back = try ImageFile.decode(try encode(image, rate: 5))
    #expect(back.width == width && back.height == height)
    let worst = zip(back.pixels, image.pixels).map { abs(Int($0) - Int($1)) }.max()
    #expect(try #require(worst) <= 8)
  }

  @Test("The target rate decides how large a file and how close an image is")
  func rates() throws {
    let image = try TestPictures.grating(period: 9, width: 256, height: 256)
    var lastSize = 0
    var lastError = Double.infinity
    for rate in [0.25, 0.75, 2.25, 5] {
      let bytes = try encode(image, rate: rate)
      let back = try ImageFile.decode(bytes)
      let error = zip(back.pixels, image.pixels).reduce(0.0) {
        $0 + Double(Int($1.0) - Int($1.1)) * Double(Int($1.0) - Int($1.1))
      }
      #expect(bytes.count > lastSize && error < lastError)
      (lastSize, lastError) = (bytes.count, error)
    }
  }

  @Test("Without a target it is 0.75, that of records")
  func standardRate() throws {
    let image = try TestPictures.grating(period: 9, width: 128, height: 128)
    #expect(try ImageFile.encode(image, as: .wsq) == encode(image, rate: 0.75))
  }

  @Test("An image of one grey comes back as it was", arguments: [0, 77, 255] as [UInt8])
  func blank(grey: UInt8) throws {
    let pixels = [UInt8](repeating: grey, count: 90 * 70)
    let image = try #require(
      GrayImage(width: 90, height: 70, pixels: pixels, resolution: .standard))
    let back = try ImageFile.decode(try encode(image, rate: 0.75))
    #expect(back.pixels.allSatisfy { $0 == grey })
  }

  @Test("Black and white noise at the highest rate stays within the format's numbers")
  func extremes() throws {
    var random = SeededBytes(seed: 5)
    for block in [1, 2, 7, 40] {
      var pixels = [UInt8](repeating: 0, count: 160 * 160)
      for place in pixels.indices {
        let (x, y) = (place % 160, place / 160)
        let corner = (y - y % block) * 160 + x - x % block
        let isWhite = Int.random(in: 0...1, using: &random) == 1
        pixels[place] = corner == place ? (isWhite ? 255 : 0) : pixels[corner]
      }
      let image = try #require(
        GrayImage(width: 160, height: 160, pixels: pixels, resolution: .standard))
      let file = try WSQFileReader.read(try encode(image, rate: 8), limits: .standard)
      #expect(file.bins.allSatisfy { abs(Int($0)) < 32767 })
    }
  }

  @Test("The resolution is carried, in whole pixels per inch", arguments: [490, 500, 508.4])
  func resolution(ppi: Double) throws {
    let bytes = try ImageFile.encode(try TestPictures.ramp(64, 64, ppi: ppi), as: .wsq)
    #expect(try ImageFile.decode(bytes).resolution?.pixelsPerInch == ppi.rounded())
  }

  @Test("Only images of 500 ppi are written", arguments: [250, 470, 530, 1000])
  func otherResolution(ppi: Double) throws {
    let image = try TestPictures.ramp(64, 64, ppi: ppi)
    let error = #expect(throws: ImageError.self) { try ImageFile.encode(image, as: .wsq) }
    #expect(error?.code == "unsupported-resolution")
  }

  @Test("An image that does not say its resolution is not written")
  func unknownResolution() throws {
    let image = try TestPictures.ramp(64, 64, ppi: nil)
    let error = #expect(throws: ImageError.self) { try ImageFile.encode(image, as: .wsq) }
    #expect(error?.code == "unknown-resolution")
  }

  @Test("A target outside its range is refused", arguments: [0, 0.05, 8.5, -1, .nan, .infinity])
  func badRate(rate: Double) throws {
    let image = try TestPictures.ramp(64, 64)
    let error = #expect(throws: ImageError.self) { try encode(image, rate: rate) }
    #expect(error?.code == "bad-option")
  }

  private func encode(_ image: GrayImage, rate: Double) throws -> [UInt8] {
    try ImageFile.encode(image, as: .wsq, options: EncodingOptions(bitsPerPixel: rate))
  }
}
