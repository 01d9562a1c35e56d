// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Codes
import Imaging
import Testing

@testable import StationServer

@Suite("QR codes of receipts")
struct ReceiptCodeTests {
  @Test(
    "A scanner reads what was written",
    arguments: [
      "1", "TRAINING-20261122-1", "HN-0123456789-20261122-000123",
      "A-36-letters-0123456789-0123456789-x",
    ]
  )
  func read(text: String) throws {
    let code = try #require(ReceiptCode(text))
    let image = try #require(Self.image(code))
    #expect(try QRCode.all(in: image) == [Array(text.utf8)])
  }

  @Test("A text that has no room gives no code")
  func long() { #expect(ReceiptCode(String(repeating: "x", count: 43)) == nil) }

  /// Four light modules around, six pixels a module.
  private static func image(_ code: ReceiptCode) -> GrayImage? {
    let scale = 6
    let side = (code.modules.count + 8) * scale
    let pixels = (0..<side * side).map { place -> UInt8 in
      let (x, y) = (place % side / scale - 4, place / side / scale - 4)
      let isInside = code.modules.indices.contains(x) && code.modules.indices.contains(y)
      return isInside && code.modules[y][x] ? 0 : 255
    }
    return GrayImage(
      width: side, height: side, pixels: pixels, resolution: Resolution(pixelsPerInch: 300))
  }
}
