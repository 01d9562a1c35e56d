// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Imaging
import Testing

@Suite("Cropping of empty borders")
struct BorderCropTests {
  /// A square of grating from (80, 120) to (200, 260) on a plain sheet of 400x400 pixels.
  private func sheet(amplitude: Double = 100, paper: UInt8 = 255, speck: Bool = false) throws
    -> GrayImage
  {
    let grating = try TestPictures.grating(period: 9, width: 400, height: 400)
    var pixels = [UInt8](repeating: paper, count: 160_000)
    for y in 120..<260 {
      for x in 80..<200 {
        let wave = (Double(grating.pixels[y * 400 + x]) - 128) / 100 * amplitude
        pixels[y * 400 + x] = UInt8((Double(paper) - amplitude + wave).rounded())
      }
    }
    if speck { pixels[20 * 400 + 380] = 0 }
    return try #require(
      GrayImage(width: 400, height: 400, pixels: pixels, resolution: .standard))
  }

  @Test("A cell of border stays around what shows something", arguments: [false, true])
  func crop(speck: Bool) throws {
    let result = try Normalizer().normalize(try sheet(speck: speck))
    #expect(result.origin.cropX == 72 && result.origin.cropY == 112)
    #expect(result.width == 136 && result.height == 160)
    #expect(result.origin.sourceWidth == 400 && result.origin.sourceHeight == 400)
    let place = result.origin.sourcePosition(x: 8, y: 8)
    #expect(place == (80, 120))
    #expect(result.pixels[0] == 255)
  }

  @Test("A faint print is not cut", arguments: [5.0, 8.0])
  func faint(amplitude: Double) throws {
    let result = try Normalizer().normalize(try sheet(amplitude: amplitude))
    #expect(result.origin.cropX <= 80 && result.origin.cropY <= 120)
    #expect(result.origin.cropX + result.width >= 200)
    #expect(result.origin.cropY + result.height >= 260)
  }

  @Test("Borders of any one grey are cut")
  func gray() throws {
    #expect(try Normalizer().normalize(try sheet(paper: 210)).width == 136)
  }

  @Test("Places are right after cropping and resampling together")
  func resampled() throws {
    let image = try sheet().with(resolution: .init(pixelsPerInch: 1000))
    let result = try Normalizer().normalize(image)
    #expect(result.origin.cropX == 64 && result.origin.cropY == 96)
    let place = result.origin.sourcePosition(x: 0, y: 0)
    #expect(place == (64.5, 96.5))
  }

  @Test("A blank image is not cut, nor any to less than 64 pixels")
  func blank() throws {
    #expect(try Normalizer().normalize(try TestPictures.plain(255)).width == 128)
    var pixels = [UInt8](repeating: 255, count: 40_000)
    for y in 100..<130 { for x in 50..<80 { pixels[y * 200 + x] = UInt8((x + y) % 9 * 28) } }
    let dot = try #require(
      GrayImage(width: 200, height: 200, pixels: pixels, resolution: .standard))
    let result = try Normalizer().normalize(dot)
    #expect(result.width >= 64 && result.height >= 64)
  }

  @Test("Cropping can be left out")
  func off() throws {
    var parameters = NormalizerParameters()
    parameters.cropsBorders = false
    #expect(try Normalizer(parameters: parameters).normalize(try sheet()).width == 400)
  }
}
