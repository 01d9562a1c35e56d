// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Imaging
import Testing

@Suite("Polarity")
struct PolarityTests {
  @Test(
    "Every real print is judged right, and so is its negative",
    .enabled(if: PrintFiles.arePresent, "SKIPPED: shared data absent"))
  func realPrints() throws {
    let paths = PrintFiles.paths
    #expect(paths.count == 370)
    for path in paths { try check(path) }
  }

  @Test("The sample applicant's prints are judged right, and so are their negatives")
  func samples() throws {
    #expect(PrintFiles.samples.count == 10)
    for path in PrintFiles.samples { try check(path) }
  }

  private func check(_ path: String) throws {
    let image = try ImageFile.read(path: path)
    let positive = try Normalizer().normalize(image)
    let negative = try Normalizer().normalize(try image.negative())
    #expect(!positive.origin.inverted, "\(path)")
    #expect(negative.origin.inverted, "\(path)")
    #expect(negative.pixels == positive.pixels, "\(path)")
  }

  @Test(
    "A print on paper is judged right at every resolution", arguments: [250, 500, 569, 1000, 1200])
  func resolutions(ppi: Double) throws {
    let image = try TestPictures.print(ppi: ppi)
    #expect(try !Normalizer().normalize(image).origin.inverted)
    #expect(try Normalizer().normalize(try image.negative()).origin.inverted)
  }

  @Test("Noise around a print and flat patches within it do not mislead")
  func noiseAndPatches() throws {
    var random = SeededBytes(seed: 7)
    let image = try TestPictures.print(ppi: 500)
    var pixels = image.pixels.map { Int($0) }
    for y in 0..<image.height {
      for x in 0..<image.width {
        let (u, v) = (x - 118, y - 90)
        let level = u * u + v * v < 900 ? 60 : pixels[y * image.width + x]
        pixels[y * image.width + x] = level + Int.random(in: -12...12, using: &random)
      }
    }
    let noisy = try #require(
      GrayImage(
        width: image.width, height: image.height, pixels: pixels.map { UInt8(clamping: $0) },
        resolution: .standard))
    #expect(try !Normalizer().normalize(noisy).origin.inverted)
    #expect(try Normalizer().normalize(try noisy.negative()).origin.inverted)
  }

  @Test("A print that fills the image is taken to have dark ridges, as every scanner sends them")
  func noBackground() throws {
    let image = try TestPictures.grating(period: 9, width: 256, height: 256)
    #expect(try !Normalizer().normalize(image).origin.inverted)
    #expect(try !Normalizer().normalize(try image.negative()).origin.inverted)
  }

  @Test("Blank images of any grey are left as they are", arguments: [0, 128, 255] as [UInt8])
  func blank(level: UInt8) throws {
    let normalized = try Normalizer().normalize(try TestPictures.plain(level))
    #expect(!normalized.origin.inverted)
    #expect(normalized.pixels == [UInt8](repeating: level, count: 128 * 128))
  }

  @Test("A given polarity is not questioned")
  func given() throws {
    var parameters = NormalizerParameters()
    let image = try TestPictures.print(ppi: 500)
    parameters.polarity = .lightRidges
    #expect(try Normalizer(parameters: parameters).normalize(image).origin.inverted)
    parameters.polarity = .darkRidges
    let negative = try image.negative()
    #expect(try !Normalizer(parameters: parameters).normalize(negative).origin.inverted)
  }
}
