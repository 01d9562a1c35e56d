// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Imaging
import Testing

@Suite("Normalization")
struct NormalizerTests {
  private func code(_ image: GrayImage) -> String? {
    #expect(throws: ImageError.self) { try Normalizer().normalize(image) }?.code
  }

  @Test(
    "A sine grating keeps its period, amplitude and place at 500 ppi",
    arguments: [250, 333, 569, 750, 1000, 1200] as [Double])
  func grating(ppi: Double) throws {
    let ratio = ppi / 500
    let size = Int(200 * ratio)
    let image = try TestPictures.grating(period: 9 * ratio, width: size, height: size, ppi: ppi)
    let result = try Normalizer().normalize(image)
    #expect(abs(result.width - 200) <= 1 && abs(result.height - 200) <= 1)
    let wave = 2 * Double.pi / (9 * ratio)
    for y in 8..<result.height - 8 {
      for x in 8..<result.width - 8 {
        let place = result.origin.sourcePosition(x: Float(x), y: Float(y))
        let along = Double(place.x) * Elementary.cos(0.5) + Double(place.y) * Elementary.sin(0.5)
        let expected = 128 + 100 * Elementary.sin(along * wave)
        try #require(abs(Double(result.pixels[y * result.width + x]) - expected) < 4)
      }
    }
  }

  @Test("Detail finer than 500 ppi can show is not folded into the ridges")
  func antialias() throws {
    let fine = try TestPictures.grating(period: 2.5, angle: 0, width: 256, height: 256, ppi: 1000)
    let result = try Normalizer().normalize(fine)
    for y in 8..<result.height - 8 {
      for x in 8..<result.width - 8 {
        #expect(abs(Int(result.pixels[y * result.width + x]) - 128) <= 3)
      }
    }
  }

  @Test("Within 1 % of 500 ppi nothing is resampled", arguments: [496, 500, 504] as [Double])
  func close(ppi: Double) throws {
    let image = try TestPictures.grating(period: 9, width: 100, height: 80, ppi: ppi)
    #expect(try Normalizer().normalize(image).pixels == image.pixels)
  }

  @Test("Beyond 1 % the picture is resampled", arguments: [(494, 101), (506, 99)])
  func beyond(ppi: Double, width: Int) throws {
    let image = try TestPictures.grating(period: 9, width: 100, height: 80, ppi: ppi)
    #expect(try Normalizer().normalize(image).width == width)
  }

  @Test("Resampling gives the same bits on every machine")
  func sameBits() throws {
    let result = try Normalizer().normalize(try TestPictures.print(ppi: 569))
    #expect(TestPictures.hash(result.pixels) == 4_427_576_511_779_278_039)
  }

  @Test("An unknown resolution is an error that says what to do")
  func unknownResolution() throws {
    let image = try TestPictures.ramp(100, 100, ppi: nil)
    let error = #expect(throws: ImageError.self) { try Normalizer().normalize(image) }
    #expect(error?.code == "unknown-resolution")
    #expect(error?.message.contains("--ppi") == true)
  }

  @Test("Resolutions outside 250 to 1200 are refused", arguments: [72, 249, 1201] as [Double])
  func unsupportedResolution(ppi: Double) throws {
    #expect(code(try TestPictures.ramp(100, 100, ppi: ppi)) == "unsupported-resolution")
  }

  @Test("Sizes from 64x64 to 4000x4000 are accepted, others refused")
  func sizes() throws {
    #expect(try Normalizer().normalize(try TestPictures.plain(255, 64, 64)).width == 64)
    #expect(try Normalizer().normalize(try TestPictures.plain(255, 4000, 64)).width == 4000)
    #expect(code(try TestPictures.plain(255, 63, 100)) == "too-small")
    #expect(code(try TestPictures.plain(255, 100, 4001)) == "too-large")
    let vast = try TestPictures.plain(255, 4000, 4000)
    #expect(code(vast.with(resolution: Resolution(pixelsPerInch: 250))) == "too-large")
  }
}
