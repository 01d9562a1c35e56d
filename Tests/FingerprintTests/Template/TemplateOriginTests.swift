// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Imaging
import Testing

@Suite("Minutiae on the whole source image")
struct TemplateOriginTests {
  private func template(x: Float, y: Float) throws -> MinutiaeTemplate {
    let minutia = Minutia(x: x, y: y, angle: 30, kind: .bifurcation, quality: 70)
    return try #require(
      MinutiaeTemplate(width: 100, height: 120, resolution: .standard, minutiae: [minutia]))
  }

  @Test("What was cut off is added back, at 500 ppi", arguments: [1.0, 2.0])
  func beforeCropping(ratio: Double) throws {
    let origin = NormalizedImage.Origin(
      resolution: .standard, cropX: 40, cropY: 16, sourceWidth: 600, sourceHeight: 800,
      pixelsPerPixel: ratio)
    let whole = try #require(try template(x: 5, y: 7).beforeCropping(origin))
    #expect(whole.width == Int(600 / ratio) && whole.height == Int(800 / ratio))
    #expect(whole.minutiae[0].x == 5 + 40 / Float(ratio))
    #expect(whole.minutiae[0].y == 7 + 16 / Float(ratio))
    #expect(whole.minutiae[0].angle == 30 && whole.minutiae[0].kind == .bifurcation)
  }

  @Test("A source of unknown size holds what is known of it")
  func unknownSize() throws {
    let origin = NormalizedImage.Origin(resolution: .standard, cropX: 40)
    let whole = try #require(try template(x: 99, y: 0).beforeCropping(origin))
    #expect(whole.width == 140 && whole.height == 120)
  }
}
