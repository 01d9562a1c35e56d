// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Records
import Testing

@Suite("Portraits, documents and the account in application records")
struct ApplicationPortraitTests {
  private func record(
    born: String = "1994-02-28", fingers: [FingerCapture]? = nil, documents: [RecordPart] = [],
    previous: String? = nil
  ) throws -> ApplicationRecord {
    let face = FaceCapture(
      image: try FaceImage(syntheticPNG(width: 480, height: 600)), time: try #require(Sample.time),
      provenance: try Sample.provenance())
    var account = EnrolmentAccount(
      record: "01990000-0000-7000-8000-000000000001", openedAt: "2026-11-20T18:00:00Z",
      officer: "officer-1", profile: "442")
    account.previousControlNumber = previous
    account.values = [
      .init(
        field: "fullName", source: "chip", at: "2026-11-20T18:01:00Z", officer: "officer-1",
        differing: ["typed"], decidedBy: "officer-1")
    ]
    return try ApplicationRecord(
      id: "VN-1", kind: ApplicationKind(.firstIssuance), date: try #require(Sample.date),
      applicant: Sample.applicant(born: born),
      captures: try fingers ?? [Sample.capture(.leftIndex)], portrait: face, account: account,
      documents: documents)
  }

  private func code(_ make: () throws -> ApplicationRecord) -> String? {
    do {
      _ = try make()
      return nil
    } catch {
      return (error as? RecordError)?.code
    }
  }

  @Test("A portrait stands in a Type-10 with its size, profile and digest")
  func portrait() throws {
    let bytes = try Sample.transaction(record())
    #expect(NISTCheck.findings(in: bytes).isEmpty)
    let read = try NISTTransaction(decoding: bytes)
    #expect(read.records.map(\.type) == [1, 2, 14, 10, 9])
    let face = try #require(read.records.first { $0.type == 10 })
    #expect(face[3]?.text == "FACE" && face[12]?.text == "GRAY" && face[13]?.text == "30")
    #expect(face[6]?.text == "480" && face[11]?.text == "PNG" && face[20]?.text == "F")
    #expect(read.records[0][10] == nil)
    let next = try NISTTransaction(decoding: Sample.transaction(record(previous: "old-1")))
    #expect(next.records[0][10]?.text == "old-1")
  }

  @Test("Documents and account are in the manifest, and the files agree with it")
  func documents() throws {
    let signature = RecordPart(name: "signature.png", bytes: syntheticPNG(width: 20, height: 20))
    let parts = try record(documents: [signature]).parts(
      from: Sample.station(), at: try #require(Sample.time), serial: 1)
    #expect(parts.map(\.name) == ["record.an2", "signature.png", "manifest.json"])
    let manifest = try Manifest(decoding: parts[2].bytes)
    for part in parts.prefix(2) { try manifest.check(part) }
    #expect(manifest.parts.map(\.mimeType) == ["application/x-ansi-nist-itl", "image/png"])
    #expect(manifest.enrolment?.values.first?.differing == ["typed"])
    let face = try #require(manifest.biometricData.first { $0.biometricType == "FACE" })
    #expect(face.imageRef == "record.an2#type=10&idc=2" && face.bitdepth == 8)
  }

  @Test("Of a child under six no portrait enters a record, and no document another's name")
  func refused() throws {
    #expect(code { try record(born: "2021-01-01", fingers: []) } == "under-age")
    for name in ["record.an2", "manifest.json", ".a", "a/b", "a b", ""] {
      #expect(
        code { try record(documents: [RecordPart(name: name, bytes: [])]) } == "document-name")
    }
    let twice = RecordPart(name: "a.png", bytes: [])
    #expect(code { try record(documents: [twice, twice]) } == "document-name")
    #expect(throws: RecordError.self) { try FaceImage([]) }
    #expect(throws: RecordError.self) { try FaceImage(syntheticPNG(width: 80, height: 600)) }
    let face = syntheticPNG(width: 90, height: 90)
    for length in stride(from: 0, to: 25, by: 3) {
      #expect(throws: RecordError.self) { try FaceImage(Array(face.prefix(length))) }
    }
  }

  @Test(
    "The independent checker finds no error",
    .enabled(if: IndependentChecker.isPresent, "needs ../shared/tools"))
  func independentChecker() throws {
    let bytes = try Sample.transaction(record(previous: "old-1"))
    let report = try IndependentChecker.run("an2kcheck.py", on: bytes)
    #expect(!report.contains("ERROR"), "\(report)")
  }
}
