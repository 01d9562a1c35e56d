// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Imaging
import Testing

@Suite struct QuarterTurnTests {
  private let image = NormalizedImage(
    width: 3, height: 2, pixels: [1, 2, 3, 4, 5, 6], origin: .init(resolution: .standard))

  @Test func `A quarter turn brings the right edge to the top`() throws {
    let turned = try #require(image).turned(quarters: 1)
    #expect(turned.width == 2 && turned.height == 3)
    #expect(turned.pixels == [3, 6, 2, 5, 1, 4])
  }

  @Test func `Four quarters are none, and one back is three forth`() throws {
    let image = try #require(image)
    #expect(image.turned(quarters: 4) == image)
    #expect(image.turned(quarters: -1) == image.turned(quarters: 3))
    #expect(image.turned(quarters: 2).pixels == [6, 5, 4, 3, 2, 1])
  }
}
