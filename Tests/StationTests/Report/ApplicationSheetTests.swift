// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Records
import Testing

@testable import Station

@Suite("The sheet that is signed")
struct ApplicationSheetTests {
  @Test("The sheet names the applicant, the number, what was taken, and where to sign")
  func sheet() async throws {
    let record = try await SampleFolder.enrol()
    let bytes = ApplicationSheet(record).encoded()
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains(record.applicant.name.full) && text.contains(record.id))
    #expect(text.ranges(of: "<tr>").count == record.captures.count + record.eyes.count)
    #expect(text.contains("Ngón trỏ phải") && text.contains("Người làm thủ tục"))
    #expect(text.contains("size: A4") && !text.contains("<img") && !text.contains("data:"))
    for link in ["http:", "https:", "<script", "<link", "url("] { #expect(!text.contains(link)) }
    #expect(bytes == ApplicationSheet(record).encoded())
  }

  @Test("What could not be taken stands there with its reason; a representative signs for a child")
  func exceptions() async throws {
    let whole = try await SampleFolder.enrol()
    let child = try Applicant(
      name: PersonName(family: nil, given: "Bé"), birthDate: try #require(BirthDate("2018-05-05")),
      sex: .female,
      relatives: [
        Relative(
          relation: .legalRepresentative, name: PersonName(family: nil, given: "Mẹ"),
          personalNumber: nil)
      ])
    let record = try ApplicationRecord(
      id: "A-7", kind: ApplicationKind(.firstIssuance), date: whole.date, applicant: child,
      captures: whole.captures.filter { $0.position == .leftThumb },
      missing: [try #require(MissingFinger(.rightLittle, .bandaged))],
      missingEyes: [
        try #require(MissingEye(.right, .missing)),
        try #require(MissingEye(.left, .unable, remark: "<bandage>")),
      ])
    let text = String(decoding: ApplicationSheet(record).encoded(), as: UTF8.self)
    #expect(text.contains("Ngón út phải") && text.contains("Đang băng"))
    #expect(text.contains("Mắt trái") && text.contains("(&lt;bandage&gt;)"))
    #expect(text.contains("Người đại diện") && !text.contains("Người làm thủ tục"))
  }
}
