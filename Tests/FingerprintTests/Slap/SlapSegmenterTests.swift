// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Imaging
import Testing

@testable import Fingerprint

@Suite("Slap segmentation")
struct SlapSegmenterTests {
  @Test(
    "An image without fingers gives none, and says so",
    arguments: [(64, 64), (1600, 72), (72, 1500), (640, 480)])
  func nothing(width: Int, height: Int) throws {
    for grey in [(_: Int, _: Int) -> Double]([{ _, _ in 255 }, { _, _ in 0 }, Self.noise]) {
      let result = try segment(Prints.image(width: width, height: height, grey), as: .rightFour)
      #expect(result.found.count < 4)
      #expect(result.flags.contains(.fewerFingers))
      #expect(result.fingers == nil)
    }
  }

  @Test("Lines of print are no fingers")
  func print() throws {
    let page = Prints.image(width: 1400, height: 1000) { x, y in
      let line = y / 40 % 2 == 0
      let stroke = (x * 7 + y / 40 * 13) % 23 < 9 && (x / 90 + y / 40) % 5 != 0
      return line && stroke ? 30 : 235
    }
    #expect(try segment(page, as: .rightFour).fingers == nil)
  }

  @Test("Every instruction-set level gives the same boxes", arguments: Kernels.available)
  func levels(kernels: Kernels) throws {
    let page = Prints.grating(width: 700, height: 500, period: 9)
    let image = try SlapSegmenter.normalizer.normalize(page)
    let request = SlapRequest(.automatic)
    let here = SlapSegmenter(kernels: kernels).segment(
      image, as: request, workspace: SlapWorkspace())
    let plain = SlapSegmenter(kernels: .plain).segment(
      image, as: request, workspace: SlapWorkspace())
    #expect(here == plain)
  }

  @Test("Every flag has words of its own in both languages")
  func words() {
    #expect(Set(SlapFlag.allCases.map(\.english)).count == SlapFlag.allCases.count)
    #expect(Set(SlapFlag.allCases.map(\.vietnamese)).count == SlapFlag.allCases.count)
  }

  @Test("The upright box holds the turned one and stays in the image")
  func bounds() throws {
    let box = TurnedBox(x: 100, y: 100, width: 80, height: 160, angle: 30)
    let bounds = try #require(PixelBox(around: box, width: 150, height: 400))
    #expect([bounds.left, bounds.top, bounds.right, bounds.bottom] == [25, 11, 149, 189])
    #expect(box.contains(x: 130, y: 40) && !box.contains(x: 70, y: 40))
    #expect(PixelBox(around: box, width: 20, height: 400) == nil)
  }

  private func segment(_ image: GrayImage, as kind: SlapKind) throws -> SlapSegmentation {
    SlapSegmenter().segment(
      try SlapSegmenter.normalizer.normalize(image), as: SlapRequest(kind),
      workspace: SlapWorkspace())
  }

  /// Grey that says nothing, the same in every run.
  private static func noise(_ x: Int, _ y: Int) -> Double {
    var z = UInt64(truncatingIfNeeded: x &* 7919 &+ y &* 104_729) &* 0x9e37_79b9_7f4a_7c15
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    return Double(z >> 56)
  }
}
