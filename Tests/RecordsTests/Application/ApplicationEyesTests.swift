// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Records
import Testing

@Suite("Eyes in application records")
struct ApplicationEyesTests {
  private func eye(_ label: EyeLabel) throws -> EyeCapture {
    let outline = EyeOutline(
      pupil: .init(centre: .init(x: 320, y: 240), radius: 45),
      limbus: .init(centre: .init(x: 318, y: 238), radius: 110),
      upperLid: [(210, 200), (318, 150), (430, 205)].map { .init(x: $0.0, y: $0.1) },
      lowerLid: [(210, 280), (318, 345), (430, 275)].map { .init(x: $0.0, y: $0.1) })
    return try EyeCapture(
      label: label, kind: .vga, time: try #require(Sample.time),
      image: try Sample.image(width: 640, height: 480), outline: outline,
      quality: QualityBlock(value: 70), provenance: try Sample.provenance())
  }

  private func record(
    eyes: [EyeCapture], missing: [MissingEye] = [], born: String = "1994-02-28",
    fingers: [FingerCapture]? = nil
  ) throws -> ApplicationRecord {
    try ApplicationRecord(
      id: "VN-1", kind: ApplicationKind(.firstIssuance), date: try #require(Sample.date),
      applicant: Sample.applicant(born: born),
      captures: try fingers ?? [Sample.capture(.leftIndex)], eyes: eyes, missingEyes: missing)
  }

  private func code(_ make: () throws -> ApplicationRecord) -> String? {
    do {
      _ = try make()
      return nil
    } catch {
      return (error as? RecordError)?.code
    }
  }

  @Test("Both eyes stand in the transaction with an IDC of their own, and are read back")
  func bothEyes() throws {
    let record = try record(eyes: [eye(.left), eye(.right)])
    let bytes = try Sample.transaction(record)
    #expect(NISTCheck.findings(in: bytes).isEmpty)
    let types = try NISTTransaction(decoding: bytes).records.map(\.type)
    #expect(types == [1, 2, 14, 17, 17, 9])
    let eyes = try NISTTransaction(decoding: bytes).records.compactMap(EyeCaptureFields.init)
    #expect(eyes.map(\.label) == [.right, .left])
    #expect(eyes.map(\.image) == record.eyes.map(\.image.bytes))
    #expect(eyes.map(\.outline) == record.eyes.map(\.outline))
    #expect(eyes.map { $0.qualities.map(\.value) } == [[70], [70]])
  }

  @Test("An eye that cannot be captured is there with its reason and the operator's words")
  func missingEye() throws {
    let missing = try #require(MissingEye(.left, .unable, remark: "bandage after surgery"))
    let record = try record(eyes: [eye(.right)], missing: [missing])
    let bytes = try Sample.transaction(record)
    #expect(NISTCheck.findings(in: bytes).isEmpty)
    let last = try #require(NISTTransaction(decoding: bytes).records.last { $0.type == 17 })
    #expect(last[3]?.text == "2")
    #expect(last[21]?.text == "bandage after surgery")
    #expect(last[28]?.text == "UC")
    #expect(MissingEye(.left, .missing, remark: "băng") == nil)
    #expect(MissingEye(.left, .missing, remark: "") == nil)
  }

  @Test("The manifest names both, with where the image is and what made it")
  func manifest() throws {
    let missing = try #require(MissingEye(.left, .missing))
    let parts = try Sample.parts(record(eyes: [eye(.right)], missing: [missing]))
    let bytes = try #require(parts[ApplicationRecord.manifestName])
    let eyes = try Manifest(decoding: bytes).biometricData.filter { $0.biometricType == "IRIS" }
    #expect(eyes.map(\.biometricSubType) == ["EYE_RIGHT", "EYE_LEFT"])
    #expect(eyes[0].imageRef == "record.an2#type=17&idc=2")
    #expect(eyes[0].imageKind == "VGA")
    #expect(eyes[0].quality == 70)
    #expect(eyes[1].instance == "3")
    #expect(eyes[1].missing?.map(\.presence) == ["AMPUTATED"])
  }

  @Test("Eyes that contradict each other are refused")
  func contradictions() throws {
    let (right, left) = (try eye(.right), try eye(.left))
    let missing = try #require(MissingEye(.left, .missing))
    #expect(code { try record(eyes: [right, right]) } == "eye-twice")
    #expect(code { try record(eyes: [right]) } == "eye-unaccounted")
    #expect(code { try record(eyes: [], missing: [missing]) } == "eye-unaccounted")
    #expect(
      code { try record(eyes: [right, left], missing: [missing]) } == "eye-present-and-missing")
    #expect(code { try record(eyes: [right], missing: [missing, missing]) } == "eye-twice")
    #expect(code { try record(eyes: [eye(.unknown), left]) } == "eye-unknown")
    #expect(
      code { try record(eyes: [right, left], born: "2023-01-01", fingers: []) } == "under-age")
    #expect(code { try record(eyes: []) } == nil)
  }

  @Test(
    "A checker that shares no code with us accepts the file",
    .enabled(if: IndependentChecker.isPresent, "needs ../shared/tools"))
  func independentChecker() throws {
    let missing = try #require(MissingEye(.left, .unable, remark: "bandage"))
    for record in [
      try record(eyes: [eye(.right), eye(.left)]),
      try record(eyes: [eye(.right)], missing: [missing]),
    ] {
      let report = try IndependentChecker.run("an2kcheck.py", on: Sample.transaction(record))
      #expect(!report.contains("ERROR"), "\(report)")
    }
  }
}
