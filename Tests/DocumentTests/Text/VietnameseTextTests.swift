// SPDX-License-Identifier: Apache-2.0

import Document
import Foundation
import Testing

@Suite("The Vietnamese card's texts")
struct VietnameseTextTests {
  @Test("A personal number tells province, sex, century and year")
  func number() throws {
    let number = try PersonalNumber(" 001 099 012345 ")
    #expect(number.province?.name == "Hà Nội" && number.sex == .male)
    #expect(number.yearOfBirth == 1999 && number.documentNumber == "099012345")
    #expect(number.accessKey == .cardAccessNumber("012345"))
    #expect(number.findings(birth: DocumentDate(year: 1999), sex: .male).isEmpty)
    #expect(
      number.findings(birth: DocumentDate(year: 98), sex: .female) == [.yearDiffers, .sexDiffers])
    let young = try PersonalNumber("046315000001")
    #expect(young.yearOfBirth == 2015 && young.sex == .female)
    #expect(young.findings(thisYear: 2014) == [.yearAhead])
  }

  @Test("An unknown province is a warning, a year ahead an error, and other text no number")
  func findings() throws {
    #expect(try PersonalNumber("999099012345").findings() == [.unknownProvince])
    #expect(
      !PersonalNumber.Finding.unknownProvince.isError && PersonalNumber.Finding.yearAhead.isError)
    for text in ["", "00109901234", "0010990123456", "00109901234x", "０01099012345"] {
      let error = #expect(throws: TextError.self) { try PersonalNumber(text) }
      #expect(error?.reason == .numberFormat)
    }
  }

  @Test("All 63 provinces are there, and know where they belong since the mergers")
  func provinces() {
    #expect(Province.table.count == 63)
    #expect(Province.table["046"]?.nameSinceJuly2025 == "Huế")
    #expect(Set(Province.table.values.map(\.nameSinceJuly2025)).count == 34)
  }

  @Test(
    "The table is that of the reference",
    .enabled(if: SharedData.isPresent, "SKIPPED: shared data absent"))
  func reference() throws {
    struct Table: Decodable {
      struct Row: Decodable { let code, name, since_2025_07_01: String }
      let provinces: [Row]
    }
    let table = try JSONDecoder().decode(
      Table.self, from: Data(SharedData.bytes("vn_personal_number.json")))
    for row in table.provinces {
      let own = Province.table[row.code]
      #expect(own?.name == row.name && own?.nameSinceJuly2025 == row.since_2025_07_01)
    }
  }

  static let code = "001099012345|012345678|Nguyễn Văn Thử|15021999|Nam|Số 1, Hà Nội|20052024"

  @Test("A QR code of 2021 and one of 2024 are read")
  func codes() throws {
    let old = try CardQRText(Self.code + "\n")
    #expect(old.number.digits == "001099012345" && old.oldNumber == "012345678")
    #expect(old.name.text == "Nguyễn Văn Thử" && old.sex == .male)
    #expect(old.birth == DocumentDate(year: 1999, month: 2, day: 15))
    #expect(old.issueDate == DocumentDate(year: 2024, month: 5, day: 20))
    #expect(old.furtherFields.isEmpty)
    let new = try CardQRText(
      "001315000001||Lê Thị Nở|01012015|Nữ|Hà Nội|02072024||Lê Văn Cha|Trần Thị Mẹ")
    #expect(new.oldNumber == nil && new.furtherFields == ["", "Lê Văn Cha", "Trần Thị Mẹ"])
  }

  @Test("Names in either normal form are the same")
  func normalForm() throws {
    let decomposed = Self.code.decomposedStringWithCanonicalMapping
    #expect(Array(decomposed.unicodeScalars) != Array(Self.code.unicodeScalars))
    #expect(try CardQRText(decomposed) == CardQRText(Self.code))
  }

  @Test(
    "A field that does not follow its format is named",
    arguments: [
      (0, "123", "number"), (1, "12", "old-number"), (2, "", "name"), (3, "31021999", "birth"),
      (4, "x", "sex"), (5, "", "residence"), (6, "2024", "issue-date"),
    ])
  func wrongField(index: Int, value: String, name: String) throws {
    var fields = Self.code.split(separator: "|").map(String.init)
    fields[index] = value
    let error = #expect(throws: TextError.self) {
      try CardQRText(fields.joined(separator: "|"))
    }
    #expect(error?.place.hasPrefix(name) == true || error?.reason == .numberFormat)
    #expect(error?.message.contains("Nguyễn") == false)
  }

  @Test("Other codes are refused")
  func otherCodes() {
    for text in ["", "https://example.org", "a|b|c"] {
      let error = #expect(throws: TextError.self) { try CardQRText(text) }
      #expect(error?.reason == .qrFields)
    }
  }

  @Test("Names are folded for search and compared with the MRZ")
  func folding() throws {
    #expect(VietnameseName("Đặng  Thị Ỷ\u{0301}").folded == "DANG THI Y")
    #expect(VietnameseName("Hồ-Nguyễn Đức O'Brien").folded == "HO NGUYEN DUC OBRIEN")
    let zone = try MachineReadableZone(MachineReadableZoneTests.card.joined())
    #expect(VietnameseName("Nguyễn Văn Thử").agrees(with: zone))
    #expect(!VietnameseName("Nguyễn Văn Thu Hà").agrees(with: zone))
  }
}
