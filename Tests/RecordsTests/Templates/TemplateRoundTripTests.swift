// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Records
import Testing

private let readable: [TemplateFormat] = [.json, .iso2005, .iso2011, .ansi378]
private let binary: [TemplateFormat] = [.iso2005, .iso2011, .ansi378]

@Suite("Template round trips")
struct TemplateRoundTripTests {
  @Test("A template read back equals the one written, rounded to the format", arguments: readable)
  func roundTrip(format: TemplateFormat) throws {
    for seed in 0..<200 {
      let template = try MinutiaeTemplate.random(seed: UInt64(seed))
      let bytes = try template.encoded(as: format)
      #expect(TemplateFormat.detect(bytes) == format)
      let read = try MinutiaeTemplate(decoding: bytes)
      #expect(read == template.rounded(to: format), "seed \(seed)")
      #expect(try read.encoded(as: format) == bytes, "seed \(seed)")
      #expect(read.rounded(to: format) == read, "seed \(seed)")
    }
  }

  @Test("Rounding stays within half a unit", arguments: [TemplateFormat.xyt] + binary)
  func roundingError(format: TemplateFormat) throws {
    let units: [TemplateFormat: Float] = [.xyt: 360, .iso2005: 256, .iso2011: 256, .ansi378: 180]
    let half = 180 / (try #require(units[format])) + 0.001
    for seed in 0..<50 {
      let template = try MinutiaeTemplate.random(seed: UInt64(seed))
      let rounded = template.rounded(to: format)
      for (exact, near) in zip(template.minutiae, rounded.minutiae) {
        // A coordinate in the last half pixel of the image stays on its last pixel.
        #expect(abs(exact.x - near.x) <= 0.5 || Int(near.x) == template.width - 1)
        #expect(abs(exact.y - near.y) <= 0.5 || Int(near.y) == template.height - 1)
        let turn = abs(exact.angle - near.angle)
        #expect(min(turn, 360 - turn) <= half)
      }
    }
  }

  @Test("Several views keep their own data", arguments: binary)
  func severalViews(format: TemplateFormat) throws {
    var record = MinutiaeRecord(views: [])
    if format == .ansi378 { record.product = CBEFFIdentifier(organisation: 0x42, product: 0x11) }
    for (index, finger) in [FingerPosition.rightThumb, .rightThumb, .leftRing].enumerated() {
      let template = try MinutiaeTemplate.small().rounded(to: format).moved(to: finger)
      var view = MinutiaeView(template)
      view.number = index == 1 ? 1 : 0
      view.equipment.device = 0x80b5
      view.extendedData = [0, 2, 0, UInt8(4 + index)] + [UInt8](repeating: 1, count: index)
      if format == .iso2011 {
        view.equipment.technology = 1
        view.equipment.vendor = 0x1234
        view.captured.year = 2026
        view.captured.month = UInt8(index + 1)
        view.qualities = [
          QualityBlock(value: 255),
          QualityBlock(value: 77, algorithm: CBEFFIdentifier(organisation: 0x101, product: 57)),
        ]
        view.certifications = index == 2 ? [] : [CertificationBlock(authority: 3, scheme: 1)]
        view.ridgeEndingType = 1
      }
      record.views.append(view)
    }
    let bytes = try record.encoded(as: format)
    #expect(try MinutiaeRecord(decoding: bytes) == record)
  }

  @Test("What a format cannot say is refused before anything is written")
  func refusals() throws {
    func code(_ record: MinutiaeRecord, _ format: TemplateFormat) -> String? {
      do throws(TemplateError) {
        _ = try record.encoded(as: format)
        return nil
      } catch { return error.code }
    }
    let small = MinutiaeView(try .small())
    let other = MinutiaeView(try .random(seed: 1))
    var numbered = small
    numbered.number = 16
    let empty = MinutiaeView(
      try #require(
        MinutiaeTemplate(width: 9, height: 9, resolution: .standard, minutiae: [])))
    let low = try #require(Resolution(pixelsPerInch: 200))
    let coarse = MinutiaeView(
      try #require(
        MinutiaeTemplate(
          width: 9, height: 9, resolution: low,
          minutiae: [Minutia(x: 1, y: 1, angle: 0, kind: .other, quality: 1)])))

    #expect(code(MinutiaeRecord(views: []), .iso2005) == "no-view")
    #expect(code(MinutiaeRecord(views: [small, other]), .iso2005) == "not-in-format")
    #expect(code(MinutiaeRecord(views: [small, other]), .iso2011) == nil)
    #expect(code(MinutiaeRecord(views: [numbered]), .ansi378) == "not-in-format")
    #expect(code(MinutiaeRecord(views: [empty]), .iso2011) == "not-in-format")
    #expect(code(MinutiaeRecord(views: [empty]), .iso2005) == nil)
    #expect(code(MinutiaeRecord(views: [coarse]), .iso2005) == "not-in-format")
    #expect(code(MinutiaeRecord(views: [coarse]), .ansi378) == nil)
    #expect(code(MinutiaeRecord(views: [small]), .xyt) == "not-in-format")
  }
}

extension MinutiaeTemplate {
  fileprivate func moved(to finger: FingerPosition) throws -> MinutiaeTemplate {
    try #require(
      MinutiaeTemplate(
        width: width, height: height, resolution: resolution, position: finger,
        impression: impression, quality: quality, minutiae: minutiae))
  }
}
