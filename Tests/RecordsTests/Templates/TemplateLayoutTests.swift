// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Records
import Testing

/// Bytes laid out by hand after the standards' tables.
@Suite("Template layouts")
struct TemplateLayoutTests {
  @Test("ISO/IEC 19794-2:2005: 24 bytes of header, 6 bytes a minutia, angles in 360/256 degrees")
  func iso2005() throws {
    let golden: [UInt8] = [
      0x46, 0x4d, 0x52, 0x00, 0x20, 0x32, 0x30, 0x00,  // FMR, " 20"
      0x00, 0x00, 0x00, 0x2a,  // 42 bytes in all
      0x00, 0x00,  // capture equipment
      0x01, 0x2c, 0x01, 0x90,  // 300 x 400 pixels
      0x00, 0xc5, 0x00, 0xc5,  // 197 pixels per centimetre
      0x01, 0x00,  // one view, reserved
      0x02, 0x01, 77, 2,  // right index, view 0 of a live roll, quality, two minutiae
      0x40, 100, 0x00, 200, 64, 90,  // ending at (100, 200), 90 degrees
      0x81, 0x00, 0x00, 18, 129, 0,  // bifurcation at (256, 18), 181 degrees = 128.7 units
      0x00, 0x00,  // no extended data
    ]
    #expect(try MinutiaeTemplate.small().encoded(as: .iso2005) == golden)
  }

  @Test("INCITS 378-2004: two bytes of length, product identifier, angles in 2 degrees")
  func ansi378() throws {
    let golden: [UInt8] = [
      0x46, 0x4d, 0x52, 0x00, 0x20, 0x32, 0x30, 0x00,
      0x00, 0x2c,  // 44 bytes in all
      0x00, 0x00, 0x00, 0x00,  // product owner and type
      0x00, 0x00, 0x01, 0x2c, 0x01, 0x90, 0x00, 0xc5, 0x00, 0xc5, 0x01, 0x00,
      0x02, 0x01, 77, 2,
      0x40, 100, 0x00, 200, 45, 90,
      0x81, 0x00, 0x00, 18, 91, 0,  // 181 degrees = 90.5 units, rounded up
      0x00, 0x00,
    ]
    #expect(try MinutiaeTemplate.small().encoded(as: .ansi378) == golden)
  }

  @Test("ISO/IEC 19794-2:2011: 15 bytes of header, capture data in each representation")
  func iso2011() throws {
    let golden: [UInt8] = [
      0x46, 0x4d, 0x52, 0x00, 0x30, 0x33, 0x30, 0x00,  // FMR, "030"
      0x00, 0x00, 0x00, 66,  // bytes in all
      0x00, 0x01, 0x00,  // one representation, no certifications
      0x00, 0x00, 0x00, 51,  // bytes of it
      0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,  // no date
      0x00, 0x00, 0x00, 0x00, 0x00,  // technology, vendor, device
      0x01, 77, 0x00, 0x00, 0x00, 0x00,  // one quality block
      0x02, 0x00,  // right index, representation 0
      0x00, 0xc5, 0x00, 0xc5, 0x01,  // resolution, live roll
      0x01, 0x2c, 0x01, 0x90,  // 300 x 400 pixels
      0x60, 2,  // minutiae of 6 bytes, endings at valley forks; two
      0x40, 100, 0x00, 200, 64, 90,
      0x81, 0x00, 0x00, 18, 129, 254,  // quality not reported
      0x00, 0x00,
    ]
    #expect(try MinutiaeTemplate.small().encoded(as: .iso2011) == golden)
  }

  @Test("The 2011 edition takes 5 bytes a minutia when no quality is reported")
  func iso2011WithoutQuality() throws {
    let template = try #require(
      MinutiaeTemplate(
        width: 10, height: 10, resolution: .standard,
        minutiae: [Minutia(x: 1, y: 2, angle: 0, kind: .other, quality: 0)]))
    let bytes = try template.encoded(as: .iso2011)
    #expect(bytes.suffix(9) == [0x50, 1, 0, 1, 0, 2, 0, 0, 0])
    #expect(try MinutiaeTemplate(decoding: bytes) == template.rounded(to: .iso2011))
  }

  @Test("INCITS 378 takes six bytes of length above 65535 bytes")
  func longINCITS() throws {
    var view = MinutiaeView(try .random(seed: 5, minutiae: 255))
    view.extendedData = [UInt8](repeating: 7, count: 65535)
    let record = MinutiaeRecord(views: [view])
    let bytes = try record.encoded(as: .ansi378)
    let length = 26 + 4 + 4 + 255 * 6 + 2 + 65535
    #expect(bytes.count == length)
    #expect(
      Array(bytes[8..<14]) == [
        0, 0, 0, UInt8(length >> 16), UInt8(length >> 8 & 255), UInt8(length & 255),
      ])
    #expect(TemplateFormat.detect(bytes) == .ansi378)
    #expect(try MinutiaeRecord(decoding: bytes).views.first?.extendedData == view.extendedData)
  }

  @Test("xyt has its origin at the bottom left and points away from the ending")
  func xyt() throws {
    let text = String(decoding: try MinutiaeTemplate.small().encoded(as: .xyt), as: UTF8.self)
    #expect(text == "100 200 270 90\n256 382 1 0\n")
  }

  @Test("JSON has a fixed key order and loses nothing")
  func json() throws {
    let template = try MinutiaeTemplate.small()
    let bytes = try template.encoded(as: .json)
    #expect(
      String(decoding: bytes, as: UTF8.self) == """
        {
          "format": "sinhtrac-minutiae-1",
          "width": 300,
          "height": 400,
          "ppi": 500.0,
          "position": "right-index",
          "impression": "live-scan-rolled",
          "quality": 77,
          "minutiae": [
            {"x": 100.0, "y": 200.0, "angle": 90.0, "type": "ending", "quality": 90},
            {"x": 256.4, "y": 17.5, "angle": 181.0, "type": "bifurcation", "quality": 0}
          ]
        }

        """)
    #expect(try MinutiaeTemplate(decoding: bytes) == template)
  }
}
