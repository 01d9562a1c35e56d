// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Testing

@Suite struct FingerprintTemplateTests {
  private func minutiae(_ resolution: Resolution = .standard) throws -> MinutiaeTemplate {
    try #require(
      MinutiaeTemplate(width: 40, height: 33, resolution: resolution, minutiae: []))
  }

  private func field(_ columns: Int, _ rows: Int) throws -> OrientationField {
    let plane = [UInt8](repeating: 7, count: columns * rows)
    return try #require(
      OrientationField(columns: columns, rows: rows, angles: plane, confidence: plane))
  }

  private func map(_ columns: Int, _ rows: Int) throws -> RidgeMap {
    let words = [UInt64](repeating: 1, count: rows)
    let cells = [UInt64](repeating: 1, count: (rows + 3) / 4)
    return try #require(RidgeMap(columns: columns, rows: rows, ridges: words, foreground: cells))
  }

  @Test func `The level follows from the content and can be reduced`() throws {
    let plain = FingerprintTemplate(minutiae: try minutiae())
    #expect(plain.level == .minutiae)
    let full = try #require(
      FingerprintTemplate(
        minutiae: try minutiae(), orientation: try field(3, 3), ridges: try map(20, 17)))
    #expect(full.level == .ridges)
    #expect(full.reduced(to: .orientation).level == .orientation)
    #expect(full.reduced(to: .minutiae) == plain)
  }

  @Test func `Maps of another size than the image are refused`() throws {
    let minutiae = try minutiae()
    #expect(
      FingerprintTemplate(minutiae: minutiae, orientation: try field(2, 3), ridges: nil) == nil)
    #expect(
      FingerprintTemplate(
        minutiae: minutiae, orientation: try field(3, 3), ridges: try map(20, 16)) == nil)
  }

  @Test func `Maps need 500 ppi and a ridge map needs an orientation field`() throws {
    let coarse = try minutiae(try #require(Resolution(pixelsPerInch: 250)))
    #expect(
      FingerprintTemplate(minutiae: coarse, orientation: try field(3, 3), ridges: nil) == nil)
    #expect(
      FingerprintTemplate(minutiae: try minutiae(), orientation: nil, ridges: try map(20, 17))
        == nil)
  }

  @Test func `Background blocks have no angle`() throws {
    let field = try #require(
      OrientationField(columns: 2, rows: 1, angles: [9, 9], confidence: [0, 1]))
    #expect(field.angles == [0, 9])
  }
}
