// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Foundation
import Records
import Testing

/// Exports of an invented record. After a wanted change, run the tests once with SINHTRAC_REWRITE_GOLDEN=1.
@Suite("Records for other systems")
struct ExportTests {
  /// A slap without its ring finger, one of its fingers also alone, a right eye, a missing left one, a face.
  private static func record() throws -> ExportedRecord {
    let eye = try EyeCapture(
      label: .right, kind: .uncropped, time: #require(Sample.time),
      image: Sample.image(width: 24, height: 18), quality: QualityBlock(value: 70),
      provenance: Sample.provenance())
    let face = FaceCapture(
      image: try FaceImage(syntheticPNG(width: 90, height: 90)), time: try #require(Sample.time),
      provenance: try Sample.provenance())
    let tiny = try Sample.image(width: 12, height: 10)
    let record = try ApplicationRecord(
      id: "VN-2026-000001", kind: ApplicationKind(.firstIssuance), date: #require(Sample.date),
      applicant: Sample.applicant(),
      captures: [
        Sample.slap(without: [.rightRing]), Sample.capture(.rightIndex, image: tiny),
        Sample.capture(.leftThumb, image: tiny),
      ],
      missing: [#require(MissingFinger(.rightRing, .bandaged))], eyes: [eye],
      missingEyes: [#require(MissingEye(.left, .unable, remark: "bandage"))], portrait: face)
    return try ExportedRecord(
      parts: record.parts(from: Sample.station(), at: #require(Sample.time), serial: 7))
  }

  private static func cbeff(_ record: ExportedRecord) throws -> CBEFFDocument {
    // A test of records decodes no images: each finger of a slap becomes a small image of its own.
    try CBEFFDocument(record) { _, resolution, segment in
      try EncodedImage(
        syntheticPNG(width: 10 + segment.left / 10, height: 10), resolution: resolution)
    }
  }

  private func compare(_ bytes: [UInt8], golden name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Golden/\(name)")
    let environment = ProcessInfo.processInfo.environment
    if environment["SINHTRAC_REWRITE_GOLDEN"] == "1", environment["CI"] == nil {
      try Data(bytes).write(to: file)
    }
    #expect(try Data(contentsOf: file) == Data(bytes), "\(name) has changed")
  }

  @Test("The CBEFF XML of an invented record stays as it is")
  func goldenCBEFF() throws {
    try compare(Self.cbeff(Self.record()).encoded(), golden: "record.mosip.xml")
  }

  @Test("The OSIA JSON of an invented record stays as it is")
  func goldenOSIA() throws {
    try compare(OSIAEnrollment(Self.record()).encoded(), golden: "record.osia.json")
  }

  @Test("Every finger, eye and face is in the XML once, missing ones as exceptions")
  func elements() throws {
    let xml = String(decoding: try Self.cbeff(Self.record()).encoded(), as: UTF8.self)
    let subtypes = xml.matches(of: /<Subtype>(.*)<\/Subtype>/).map { String($0.output.1) }
    #expect(
      subtypes == [
        "Right IndexFinger", "Left Thumb", "Right MiddleFinger", "Right LittleFinger",
        "Right RingFinger", "Right", "Left", "",
      ])
    let exceptions = xml.matches(of: /key="EXCEPTION">(\w+)</).map { String($0.output.1) }
    #expect(exceptions == ["false", "false", "false", "false", "true", "false", "true", "false"])
    let indices = xml.matches(of: /<Index>(.*)<\/Index>/).map { String($0.output.1) }
    #expect(Set(indices).count == 8 && indices.allSatisfy { UUID(uuidString: $0) != nil })
    #expect(xml.count(of: "<BIR>") == 8 && xml.count(of: "</BIR>") == 9)
  }

  @Test("What lies in the XML reads back as the records that it says it is")
  func roundTrip() throws {
    let record = try Self.record()
    let xml = String(decoding: try Self.cbeff(record).encoded(), as: UTF8.self)
    let blocks = try xml.matches(of: /<BDB>(.*)<\/BDB>/).map {
      [UInt8](try #require(Data(base64Encoded: String($0.output.1))))
    }
    try #require(blocks.count == 6)
    let fingers = try blocks.prefix(4).map { try FingerImageRecord(decoding: $0).views[0] }
    #expect(fingers.map(\.position) == [.rightIndex, .leftThumb, .rightMiddle, .rightLittle])
    #expect(fingers[0].image.bytes == record.image(of: record.manifest.biometricData[0]))
    #expect(fingers[0].qualities.map(\.value) == [55])
    let iris = try IrisImageRecord(decoding: blocks[4]).representations[0]
    #expect(iris.label == .right && iris.width == 24 && iris.qualities.map(\.value) == [70])
    let face = blocks[5]
    #expect(face.starts(with: Array("FAC\0030\0".utf8)))
    let length = face[8..<12].reduce(0) { $0 << 8 | Int($1) }
    #expect(length == face.count)
    let image = syntheticPNG(width: 90, height: 90)
    #expect(face.suffix(image.count).elementsEqual(image))
    // Header 17, length 4, moment 9, equipment 5, number of scores 1, facial information 17, then the image's.
    #expect(Array(face[53..<59]) == [1, 3, 0, 90, 0, 90])
  }

  @Test("The OSIA JSON has no field that the interface does not know")
  func fields() throws {
    let json = try JSONSerialization.jsonObject(
      with: Data(OSIAEnrollment(Self.record()).encoded()))
    let document = try #require(json as? [String: Any])
    #expect(document["status"] as? String == "FINALIZED")
    let items = try #require(document["biometricData"] as? [[String: Any]])
    let known: Set = [
      "biometricType", "biometricSubType", "instance", "image", "imageRef", "captureDate",
      "captureDevice", "impressionType", "width", "height", "bitdepth", "mimeType", "resolution",
      "compression", "missing", "metadata", "comment", "template", "templateRef", "templateFormat",
      "quality", "qualityFormat", "algorithm", "vendor", "encryption", "integrity",
    ]
    for item in items { #expect(known.isSuperset(of: item.keys)) }
    let images = items.filter { $0["image"] != nil }
    #expect(images.count == 5 && items.count == 6)
    #expect(items.last?["biometricSubType"] as? String == "PORTRAIT")
  }

  @Test("A record whose file was changed is not exported, nor half of one")
  func altered() throws {
    let parts = try Sample.parts()
    let manifest = RecordPart(name: "manifest.json", bytes: try #require(parts["manifest.json"]))
    var bytes = try #require(parts["record.an2"])
    bytes[bytes.count / 2] ^= 1
    let error = try #require(throws: RecordError.self) {
      try ExportedRecord(parts: [manifest, RecordPart(name: "record.an2", bytes: bytes)])
    }
    #expect(error.code == "part-altered")
    let half = try #require(throws: RecordError.self) { try ExportedRecord(parts: [manifest]) }
    #expect(half.code == "export-incomplete")
  }
}

extension String {
  fileprivate func count(of text: String) -> Int { components(separatedBy: text).count - 1 }
}
