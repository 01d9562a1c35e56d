// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Imaging
import Testing

@testable import Fingerprint

@Suite("Survey of an image in blocks")
struct BlockSurveyTests {
  private func image(
    _ width: Int, _ height: Int, ppi: Double = 500, _ grey: (Int, Int) -> Int
  ) throws -> GrayImage {
    let pixels = (0..<width * height).map { UInt8(grey($0 % width, $0 / width)) }
    return try #require(
      GrayImage(
        width: width, height: height, pixels: pixels, resolution: Resolution(pixelsPerInch: ppi)))
  }

  @Test("Stripes have their mean, their deviation and one direction")
  func stripes() throws {
    let survey = try #require(
      BlockSurvey(try image(64, 48) { x, _ in x % 8 < 4 ? 40 : 200 }))
    #expect((survey.columns, survey.rows) == (4, 3))
    for block in survey.blocks {
      #expect(abs(block.mean - 120) < 1e-3)
      #expect(abs(block.deviation - 80) < 1e-3)
      #expect(block.coherence > 0.999)
      #expect(block.tensor.x > 0)
    }
  }

  @Test("Blocks are as large on the skin at any resolution", arguments: [250.0, 500, 569, 1000])
  func resolutions(_ ppi: Double) throws {
    let survey = try #require(BlockSurvey(try image(200, 200, ppi: ppi) { _, _ in 9 }))
    #expect(abs(survey.millimetres - 0.8128) < 0.03)
  }

  @Test("Without resolution, and without room for a block, there is no survey")
  func refusals() throws {
    #expect(BlockSurvey(try image(64, 64) { _, _ in 0 }.with(resolution: nil)) == nil)
    #expect(BlockSurvey(try image(15, 64) { _, _ in 0 }) == nil)
  }

  @Test("A region's area, middle, lean and cut are those of what was drawn")
  func region() throws {
    // A bar 4 blocks wide and 12 high, from the upper edge on.
    let survey = try #require(
      BlockSurvey(
        try image(320, 320) { x, y in
          (64..<128).contains(x) && y < 192 ? (y % 8 < 4 ? 40 : 200) : 240
        }))
    let region = try #require(FingerRegion(survey))
    let side = survey.millimetres
    #expect(abs(region.area - 48 * side * side) < 1e-9)
    #expect(abs(region.middle.x - 6 * side) < 1e-9)
    #expect(abs(region.middle.y - 6 * side) < 1e-9)
    #expect(region.cut.top == 4 * side)
    #expect(region.cut.bottom == 0)
    #expect(abs(region.lean) < 1e-6)
    #expect(region.elongation > 2.9)
  }

  @Test("A plain image has no region")
  func plain() throws {
    let survey = try #require(BlockSurvey(try image(160, 160) { _, _ in 240 }))
    #expect(FingerRegion(survey) == nil)
  }
}
