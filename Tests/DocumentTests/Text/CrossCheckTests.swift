// SPDX-License-Identifier: Apache-2.0

import Document
import Testing

@Suite("Sources side by side")
struct CrossCheckTests {
  static let typed = HolderValues(typed: [
    .personalNumber: "001099012345", .fullName: "Nguyễn Văn Thu", .birth: "15/02/1999",
    .sex: "nam", .residence: "Hà Nội",
  ])

  @Test("The QR code is preferred to what was typed, and the MRZ agrees as far as it can")
  func preference() throws {
    let code = try CardQRText(VietnameseTextTests.code)
    let zone = try MachineReadableZone(MachineReadableZoneTests.card.joined())
    let check = CrossCheck([
      .typed: Self.typed, .qr: HolderValues(code), .mrz: HolderValues(zone),
    ])
    let name = try #require(check[.fullName])
    #expect(name.value == "Nguyễn Văn Thử" && name.preferred == .qr)
    #expect(name.agreeing == [.qr, .mrz] && name.differing == [.typed])
    let birth = try #require(check[.birth])
    #expect(birth.agreeing == [.qr, .typed, .mrz] && birth.value == "1999-02-15")
    #expect(check[.sex]?.agreeing == [.qr, .typed, .mrz])
    #expect(check[.expiryDate]?.preferred == .mrz && check[.expiryDate]?.value == "--39-02-15")
    #expect(check.differences.map(\.field) == [.fullName, .residence])
    #expect(check.numberFindings.isEmpty)
  }

  @Test("A doubtful chip comes last")
  func doubtfulChip() {
    let chip = HolderValues(typed: [.fullName: "Trần Văn Khác"])
    let sources = [HolderSource.chip: chip, .typed: Self.typed]
    #expect(CrossCheck(sources)[.fullName]?.preferred == .chip)
    #expect(CrossCheck(sources, isChipDoubtful: true)[.fullName]?.preferred == .typed)
  }

  @Test("What does not fit the number is found")
  func numberFindings() {
    var values = Self.typed
    values[.birth] = "15/02/1989"
    values[.sex] = "Nữ"
    let check = CrossCheck([.typed: values], thisYear: 1990)
    #expect(check.numberFindings == [.yearAhead, .yearDiffers, .sexDiffers])
  }
}
