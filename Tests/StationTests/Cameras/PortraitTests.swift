// SPDX-License-Identifier: Apache-2.0

import Imaging
import Testing

@testable import Station

@Suite("Checks of portraits")
struct PortraitTests {
  /// A head as the guide wants it: a disc with stripes for detail before a plain wall.
  private static func portrait(
    skin: (Int, Int) -> Int = { x, _ in x / 3 % 2 == 0 ? 120 : 170 },
    wall: (Int, Int) -> Int = { _, _ in 200 }
  ) throws -> GrayImage {
    let (width, height) = (800, 600)
    let pixels = (0..<width * height).map { index in
      let (x, y) = (index % width, index / width)
      let isHead = (280..<520).contains(x) && y >= 90
      return UInt8(clamping: isHead ? skin(x, y) : wall(x, y))
    }
    return try #require(
      GrayImage(width: width, height: height, pixels: pixels, resolution: nil))
  }

  private static func feedback(_ image: GrayImage) -> PortraitFeedback? {
    PortraitFeedback.first(PortraitMeasures(image))
  }

  @Test("A sharp, evenly lit face before a plain light wall is good")
  func good() throws {
    #expect(Self.feedback(try Self.portrait()) == nil)
  }

  @Test("Each fault is found and told")
  func faults() throws {
    let dark = try Self.portrait(skin: { x, _ in x / 3 % 2 == 0 ? 20 : 60 })
    let bright = try Self.portrait(skin: { x, _ in x / 3 % 2 == 0 ? 210 : 250 })
    let oneSided = try Self.portrait(skin: { x, _ in
      let light = x < 400 ? 70 : 170
      return x / 3 % 2 == 0 ? light : light + 40
    })
    let blurred = try Self.portrait(skin: { x, _ in 100 + (x - 280) / 40 * 10 })
    let shelf = try Self.portrait(wall: { x, _ in x / 40 % 2 == 0 ? 120 : 220 })
    let night = try Self.portrait(wall: { _, _ in 60 })
    #expect(Self.feedback(dark) == .moreLight)
    #expect(Self.feedback(bright) == .lessLight)
    #expect(Self.feedback(oneSided) == .lightFromFront)
    #expect(Self.feedback(blurred) == .holdStill)
    #expect(Self.feedback(shelf) == .plainBackground)
    #expect(Self.feedback(night) == .lightBackground)
  }

  @Test("A head of too few pixels is to come closer")
  func small() throws {
    var guide = PortraitGuide()
    guide.width = 0.1
    let measures = PortraitMeasures(try Self.portrait(), guide)
    #expect(PortraitFeedback.first(measures) == .comeCloser)
  }

  @Test("Guide frames are read in per cent and must lie in the picture")
  func guides() {
    #expect(PortraitGuide("35,15,30,55") == PortraitGuide())
    for text in ["", "1,2,3", "a,b,c,d", "80,10,30,50", "10,10,4,50", "-1,0,50,50", "0,0,101,50"] {
      #expect(PortraitGuide(text) == nil)
    }
  }

  @Test("The cut lies in the picture whatever the guide, 7 to 9")
  func cuts() throws {
    for text in ["35,15,30,55", "0,0,100,100", "0,0,5,5", "95,95,5,5", "0,0,5,100", "0,0,100,5"] {
      let guide = try #require(PortraitGuide(text))
      for (width, height) in [(640, 480), (480, 640), (16, 16), (1, 1), (4000, 3000)] {
        let box = guide.cut(width: width, height: height)
        #expect(box.columns.lowerBound >= 0 && box.columns.upperBound <= width)
        #expect(box.rows.lowerBound >= 0 && box.rows.upperBound <= height)
        if min(width, height) >= 480, !box.rows.isEmpty {
          let ratio = Double(box.columns.count) / Double(box.rows.count)
          #expect(abs(ratio - 7 / 9) < 0.04)
        }
      }
    }
  }
}
