// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Testing

@testable import Records

@Suite("Iris images in records")
struct IrisRecordTests {
  private static let outline = EyeOutline(
    pupil: .init(centre: .init(x: 320, y: 240), radius: 45),
    limbus: .init(centre: .init(x: 318, y: 238), radius: 110),
    upperLid: [(210, 200), (318, 150), (430, 205)].map { .init(x: $0.0, y: $0.1) },
    lowerLid: [(210, 280), (318, 345), (430, 275)].map { .init(x: $0.0, y: $0.1) },
    highlights: [[(300, 230), (306, 230), (306, 236), (300, 236)].map { .init(x: $0.0, y: $0.1) }])

  private func capture(
    kind: IrisImageKind = .vga, width: Int = 640, height: Int = 480
  ) throws -> EyeCapture {
    try EyeCapture(
      label: .right, kind: kind, time: try #require(Sample.time),
      image: try Sample.image(width: width, height: height), outline: Self.outline,
      quality: QualityBlock(
        value: 77, algorithm: CBEFFIdentifier(organisation: 0x0101, product: 3)),
      provenance: try Sample.provenance())
  }

  // MARK: Type-17

  @Test("A Type-17 record holds the eye, its boundaries and its quality")
  func type17() throws {
    let record = Type17(try capture(), station: try Sample.station()).record(idc: 3)
    #expect(record.type == 17)
    #expect(record.idc == 3)
    #expect(record[3]?.text == "1")
    #expect(record[11]?.text == "PNG")
    #expect(record[13]?.text == "GRAY")
    #expect(record[24]?.subfields == [["77", "0101", "3"]])
    #expect(record[25]?.text == "NIR")
    #expect(record[26]?.text == "220")
    #expect(record[32]?.text == "2")
    #expect(record[33]?.subfields == [["C", "2", "320", "240", "365", "240"]])
    #expect(record[34]?.subfields == [["C", "2", "318", "238", "428", "238"]])
    #expect(record[35]?.subfields == [["P", "3", "210", "200", "318", "150", "430", "205"]])
    #expect(record[36]?.subfields.first?.count == 8)
    #expect(record[37]?.subfields.first?.prefix(3) == ["T", "S", "4"])
  }

  @Test("An eye without an image says why and has no image fields")
  func missing() throws {
    let eye = try #require(MissingEye(.left, .unable))
    let record = Type17(missing: eye, on: try #require(Sample.date), station: try Sample.station())
      .record(idc: 9)
    #expect(record[3]?.text == "2")
    #expect(record[28]?.text == "UC")
    #expect(record[NISTField.data] == nil)
    #expect(record[13] == nil)
    #expect(MissingEye(.unknown, .missing) == nil)
  }

  @Test("What is written passes the check and is read back")
  func transaction() throws {
    let station = try Sample.station()
    let eye = try #require(MissingEye(.left, .missing))
    let iris = [
      Type17(try capture(), station: station).record(idc: 50),
      Type17(missing: eye, on: try #require(Sample.date), station: station).record(idc: 51),
    ]
    for record in iris {
      let bytes = NISTTransaction(records: [record]).encoded()
      #expect(bytes.count == record[1]?.number(at: 0))
    }
    let first = NISTRecord(type: 1, fields: [NISTField(2, "0502")])
    let whole = NISTTransaction(records: [first] + iris)
    let findings = NISTCheck.findings(in: whole, isWhole: true).filter { $0.type == 17 }
    #expect(findings.isEmpty, "\(findings)")
    let read = try #require(EyeCaptureFields(iris[0]))
    #expect(read.label == .right)
    #expect(read.kind == .vga)
    #expect(read.outline?.pupil == Self.outline.pupil)
    #expect(read.outline?.limbus == Self.outline.limbus)
    #expect(read.outline?.upperLid == Self.outline.upperLid)
    #expect(read.outline?.highlights == Self.outline.highlights)
    #expect(read.image == (try capture()).image.bytes)
    #expect(EyeCaptureFields(iris[1])?.missing == .missing)
  }

  @Test("A VGA image of another size, and a JPEG, are refused")
  func refused() {
    #expect(throws: RecordError.self) { try capture(kind: .vga, width: 600) }
    #expect(throws: Never.self) { try capture(kind: .cropped, width: 352, height: 264) }
  }

  // MARK: ISO/IEC 19794-6

  @Test("An iris image record is read back", arguments: IrisImageKind.allCases)
  func record(kind: IrisImageKind) throws {
    let record = try #require(IrisImageRecord(try capture(kind: kind)))
    let read = try IrisImageRecord(decoding: record.encoded())
    #expect(read == record)
    #expect(read.representations.first?.limbus == Self.outline.limbus)
    #expect(read.representations.first?.captured.year == 2026)
  }

  @Test(
    "A checker that shares no code with us accepts both eyes and all kinds",
    .enabled(if: IndependentChecker.isPresent, "SKIPPED: shared tools absent"))
  func independent() throws {
    for kind in IrisImageKind.allCases {
      let one = try #require(IrisImageRecord(try capture(kind: kind))?.representations.first)
      var other = one
      other.label = .left
      let record = try #require(IrisImageRecord([one, other]))
      let told = try IndependentChecker.run("isocheck.py", on: record.encoded())
      #expect(told.hasSuffix("OK\n"), "\(told)")
    }
  }

  @Test("Both eyes fit into one record")
  func both() throws {
    let one = try #require(IrisImageRecord(try capture())?.representations.first)
    var other = one
    other.label = .left
    other.limbus = nil
    let record = try #require(IrisImageRecord([one, other]))
    #expect(record.encoded()[15] == 2)
    #expect(try IrisImageRecord(decoding: record.encoded()) == record)
  }

  @Test("Every prefix is refused, and flipped bytes never trap")
  func damage() throws {
    let small = IrisImageRecord.Representation(
      kind: .uncropped, width: 12, height: 10, format: .raw,
      data: [UInt8](repeating: 9, count: 120))
    let bytes = try #require(IrisImageRecord([small])).encoded()
    for length in 0..<bytes.count {
      #expect(throws: IrisRecordError.self) {
        try IrisImageRecord(decoding: Array(bytes[..<length]))
      }
    }
    for index in bytes.indices {
      for flip in [0x01, 0x80, 0xff] as [UInt8] {
        var damaged = bytes
        damaged[index] ^= flip
        if let record = try? IrisImageRecord(decoding: damaged) {
          #expect(try IrisImageRecord(decoding: record.encoded()) == record)
        }
      }
    }
  }

  @Test("Pictures whose sizes do not fit their pixels are refused")
  func sizes() {
    let picture = IrisImageRecord.Representation(
      kind: .uncropped, width: 12, height: 10, format: .raw, data: [1, 2, 3])
    #expect(IrisImageRecord([picture]) == nil)
    #expect(IrisImageRecord([]) == nil)
  }
}
