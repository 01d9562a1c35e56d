// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Records
import Testing

@Suite("Application records")
struct ApplicationRecordTests {
  private func code(_ make: () throws -> some Any) throws -> String? {
    do {
      _ = try make()
      return nil
    } catch let error as RecordError {
      return error.code
    }
  }

  @Test("A sound application stands, with its captures in the order of the card")
  func sound() throws {
    let record = try Sample.application()
    #expect(record.captures.map(\.position.rawValue) == [1, 2, 3, 5, 6, 7, 8, 9, 10])
    #expect(record.unaccountedFingers.isEmpty)
    #expect(record.ageGroup == .fourteenAndOver)
    let partial = try Sample.application(captures: [], missing: [])
    #expect(partial.unaccountedFingers == FingerPosition.tenFingers)
  }

  @Test("Two captures of one finger are refused")
  func twice() throws {
    let thumb = try Sample.capture(.leftThumb)
    #expect(
      try code { try Sample.application(captures: [thumb, thumb], missing: []) } == "finger-twice")
    let missing = try #require(MissingFinger(.leftRing, .bandaged))
    #expect(
      try code { try Sample.application(captures: [], missing: [missing, missing]) }
        == "finger-twice")
  }

  @Test("A finger both captured and missing is refused, in a slap as well")
  func presentAndMissing() throws {
    let missing = try #require(MissingFinger(.rightRing, .amputated))
    let single = try Sample.capture(.rightRing)
    #expect(
      try code { try Sample.application(captures: [single], missing: [missing]) }
        == "finger-present-and-missing")
    let slap = try Sample.slap()
    #expect(
      try code { try Sample.application(captures: [slap], missing: [missing]) }
        == "finger-present-and-missing")
  }

  @Test("Each finger of a slap is segmented or declared missing")
  func slapCompleteness() throws {
    let slap = try Sample.slap(without: [.rightLittle])
    let missing = try #require(MissingFinger(.rightLittle, .bandaged))
    #expect(
      try code { try Sample.application(captures: [slap], missing: []) } == "finger-unaccounted")
    #expect(try code { try Sample.application(captures: [slap], missing: [missing]) } == nil)
  }

  @Test(
    "The law's ages are kept to the day: 2026-11-21 is the day of the application",
    arguments: [
      ("2020-11-22", "under-age"), ("2020-11-21", "no-representative"), ("2020-11", "under-age"),
      ("2012-11-22", "no-representative"), ("2012-11-21", nil), ("2012", "no-representative"),
      ("2011", nil),
    ])
  func ages(born: String, expected: String?) throws {
    #expect(try code { try Sample.application(born: born) } == expected)
  }

  @Test("An id that could leave its folder is refused", arguments: ["", "../x", "-a", "a b", "ä"])
  func ids(id: String) throws {
    #expect(try code { try Sample.application(id: id) } == "application-id")
    #expect(try code { try Sample.application(id: String(repeating: "a", count: 37)) } != nil)
  }

  @Test("A capture is refused when its parts do not belong together")
  func captures() throws {
    let image = try Sample.image()
    let time = try #require(Sample.time)
    func make(
      _ position: FingerPosition, template: FingerPosition? = nil, _ image: EncodedImage,
      segments: [FingerSegment] = []
    ) throws -> FingerCapture {
      try FingerCapture(
        position: position, impression: .liveScanPlain, time: time, image: image,
        template: template.map { try Sample.template($0) }, segments: segments,
        provenance: Sample.provenance())
    }
    let coarse = try #require(Resolution(pixelsPerInch: 400))
    let low = try EncodedImage(syntheticPNG(width: 20, height: 20), resolution: coarse)
    let box = try #require(
      FingerSegment(finger: .rightIndex, left: 0, right: 61, top: 0, bottom: 9))
    #expect(try code { try make(.leftThumb, template: .leftThumb, image) } == nil)
    #expect(try code { try make(.plainLeftThumb, template: .leftThumb, image) } == nil)
    #expect(try code { try make(.leftThumb, template: .rightThumb, image) } == "capture")
    #expect(try code { try make(.unknown, image) } == "capture")
    #expect(try code { try make(.leftThumb, low) } == "capture")
    #expect(try code { try make(.rightIndex, image, segments: [box]) } == "capture")
    #expect(try code { try make(.plainRightFour, image, segments: [box]) } == "capture")
  }

  @Test("An image is checked against its own bytes")
  func images() throws {
    let png = syntheticPNG(width: 30, height: 40)
    let image = try EncodedImage(png, resolution: .standard)
    #expect(image.compression == .png)
    #expect((image.width, image.height) == (30, 40))
    var deep = png
    deep[24] = 16
    for bytes in [[], Array(png.prefix(20)), deep, Array("GIF89a".utf8)] {
      #expect(try code { try EncodedImage(bytes, resolution: .standard) } == "image")
    }
    #expect(
      try code {
        try EncodedImage(pixels: [1, 2, 3], width: 2, height: 2, resolution: .standard)
      } == "image")
    #expect(
      try code {
        try EncodedImage(pixels: [], width: .max, height: 2, resolution: .standard)
      } == "image")
  }

  @Test("Civil texts are put into NFC, trimmed, and bounded")
  func civilData() throws {
    let name = try PersonName(family: " Nguye\u{302}\u{303}n ", given: "An")
    #expect(
      Array(try #require(name.family).unicodeScalars) == Array("Nguy\u{1ec5}n".unicodeScalars))
    #expect(name.full == "Nguyễn An")
    for given in ["", " ", "a\u{7}b", String(repeating: "x", count: 201)] {
      #expect(try code { try PersonName(family: nil, given: given) } == "civil-data")
    }
  }

  @Test("Messages hold no personal data")
  func privacy() throws {
    do {
      _ = try Sample.application(born: "2021-03-04")
      Issue.record("it was accepted")
    } catch let error as RecordError {
      #expect(!error.description.contains("Nguy") && !error.description.contains("2021"))
    }
  }
}
