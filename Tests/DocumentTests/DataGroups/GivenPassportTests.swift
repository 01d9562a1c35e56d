// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Document

@Suite(
  "Test passports are understood",
  .enabled(if: SharedData.isPresent, "SKIPPED: shared data absent"))
struct GivenPassportTests {
  @Test("The public test passport gives its face, two fingers and both irises")
  func testPassport() throws {
    let contents = try contents("bsi2008/Datagroup", [.dg1, .dg2, .dg3, .dg4])
    #expect(contents.notUnderstood.isEmpty)
    let zone = try #require(contents.zone)
    #expect(zone.format == .td3 && zone.findings.isEmpty)
    #expect(zone.primaryIdentifier == "MUSTERMANN" && zone.secondaryIdentifier == "ERIKA")
    #expect(zone.issuer == "D" && zone.documentNumber == "C11T002JM")
    #expect(contents.faces.map(\.kind) == [.jpeg2000])
    #expect(contents.faces[0].bytes.count == 15_083 - 84)
    #expect(contents.fingers.count == 2 && contents.irises.count == 2)
    #expect(contents.fingers.allSatisfy { $0.block.starts(with: Array("FIR\u{0}010\u{0}".utf8)) })
    #expect(contents.irises.allSatisfy { $0.block.starts(with: Array("IIR\u{0}010\u{0}".utf8)) })
    #expect(contents.fingers.map(\.subtype) == [0x09, 0x0a])
    #expect(contents.fingers.allSatisfy { $0.format ?? (0, 0) == (0x0101, 7) })
    #expect(contents.irises.map(\.subtype) == [1, 2])
    #expect(contents.fingerImages.map(\.kind) == [.wsq, .wsq])
    #expect(contents.irisImages.map(\.kind) == [.jpeg2000, .jpeg2000])
    #expect(contents.irisImages.map(\.bytes.count) == [0x18f2, 0x1a3e])
  }

  @Test("Portrait, signature and details of the fuller data set are there")
  func fuller() throws {
    let contents = try contents(
      "tsemrtd/EF_DG", [.dg1, .dg2, .dg3, .dg4, .dg5, .dg7, .dg11, .dg12])
    #expect(contents.notUnderstood.isEmpty)
    #expect(contents.portraits.map(\.kind) == [.jpeg2000])
    #expect(contents.signatures.map(\.kind) == [.jpeg2000])
    let person = try #require(contents.personalDetails)
    #expect(person[.fullName] == "Doe John" && person.texts[.otherName] == ["William"])
    #expect(person[.birth] == "19700101" && person[.telephone] == "123")
    let document = try #require(contents.documentDetails)
    #expect(document[.authority] == "TEST" && document[.issueDate] == "20240101")
    #expect(document[.personalisation] == "20240101123059" && document[.system] == "123")
  }

  @Test("The early test passport gives MRZ and face")
  func early() throws {
    let contents = try DocumentContents(groups: [
      .dg1: SharedData.bytes("loes2006/ef0101.bin"), .dg2: SharedData.bytes("loes2006/ef0102.bin"),
    ])
    #expect(contents.notUnderstood.isEmpty && contents.zone?.findings.isEmpty == true)
    #expect(contents.faces.map(\.kind) == [.jpeg2000])
  }

  @Test("Every DG14, DG15 and EF.CardAccess at hand is read, odd ones to what is good in them")
  func securityInfos() throws {
    for name in try SharedData.names("gmrtd") {
      let bytes = try SharedData.bytes("gmrtd/\(name)")
      if name.hasPrefix("DG14") {
        let infos = try SecurityInfos(dataGroup14: bytes)
        #expect(!infos.chipKeys.isEmpty, "\(name)")
      } else if name.hasPrefix("DG15") {
        _ = try SubjectPublicKey(dataGroup15: bytes)
      } else if name.hasPrefix("EF_CardAccess") {
        let infos = try SecurityInfos(bytes)
        let hasPACE = !Self.withoutPACE.contains { name.contains($0) }
        #expect(infos.pace.isEmpty != hasPACE, "\(name)")
      }
    }
    _ = try SubjectPublicKey(dataGroup15: SharedData.bytes("bsi2008/Datagroup15.bin"))
    _ = try SubjectPublicKey(dataGroup15: SharedData.bytes("loes2006/ef010F.bin"))
  }

  /// A list of applications (two), a key for Chip Authentication alone, an unknown cipher 127.
  private static let withoutPACE = [
    "193e85ec3a83", "dc9ad064f6d4", "6943fe54d6b3", "74a6d37acc50",
  ]

  @Test("The synthetic Vietnamese card's files are read to its person")
  func vietnameseCard() throws {
    let files = try Vector.load("synthetic", "card", "files")
    let contents = try DocumentContents(groups: [
      .dg1: files["EF_0101_dg1.bin"].bytes, .dg13: files["EF_010D_dg13.bin"].bytes,
    ])
    let card = try #require(contents.vietnameseCard)
    #expect(card[.number] == "001099012345" && card[.birth] == "15/02/1999")
    #expect(card[.fullName] == "Nguyễn Văn Thử")
    #expect(card.father == "Nguyễn Văn Cha" && card.mother == "Trần Thị Mẹ")
    #expect(card[.spouse] == nil && card.texts[.spouse] == [])
    #expect(card[.chipString] == "00112233AABBCCDD")
    let zone = try #require(contents.zone)
    #expect(zone.findings.isEmpty && zone.personalNumber?.digits == "001099012345")
    let access = try Vector.load("synthetic", "card", "access")
    #expect(zone.accessKey == .machineReadableZone(try access["mrz_information"].text))
    #expect(zone.personalNumber?.accessKey == .cardAccessNumber(try access["can"].text))
  }

  private func contents(_ prefix: String, _ groups: [DataGroup]) throws -> DocumentContents {
    let files = try groups.map { ($0, try SharedData.bytes("\(prefix)\($0.rawValue).bin")) }
    return DocumentContents(groups: Dictionary(uniqueKeysWithValues: files))
  }
}

extension DocumentContents {
  init(groups: [DataGroup: [UInt8]]) { self.init(groups: { groups[$0] }) }
}
