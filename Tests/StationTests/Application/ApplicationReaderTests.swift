// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Records
import Testing

@testable import Station

@Suite("Reading an application")
struct ApplicationReaderTests {
  static let complete = """
    {
      "format": "sinhtrac-application-1",
      "id": "HN-2026-0001",
      "request": { "procedure": "EXCHANGE", "reason": "age 25" },
      "applicant": {
        "lastName": "Nguyễn",
        "middleName": "Thị Sao",
        "firstName": "Mai",
        "dateOfBirth": "1990-02-03",
        "gender": "F",
        "personalNumber": "001190000001",
        "placeOfOrigin": "Đông Anh, Hà Nội",
        "relatives": [
          { "relation": "legalRepresentative", "lastName": "Trần", "firstName": "An" }
        ]
      },
      "missingFingers": [
        { "finger": "left-little", "reason": "amputated" },
        { "finger": "right-ring", "reason": "bandaged" }
      ]
    }
    """

  static func read(_ text: String) throws(ApplicationError) -> Application {
    try ApplicationReader.read(Array(text.utf8))
  }

  /// The complete application with one piece of its text replaced.
  static func read(replacing old: String, by new: String) throws(ApplicationError) -> Application {
    try read(complete.replacing(old, with: new))
  }

  @Test("Every field of a complete application arrives")
  func complete() throws {
    let application = try Self.read(Self.complete)
    #expect(application.id == "HN-2026-0001")
    #expect(application.kind.procedure == .exchange)
    #expect(application.kind.reason == "age 25")
    #expect(application.applicant.name.full == "Nguyễn Thị Sao Mai")
    #expect(application.applicant.birthDate.description == "1990-02-03")
    #expect(application.applicant.sex == .female)
    #expect(application.applicant.nationality == "VNM")
    #expect(application.applicant.personalNumber == "001190000001")
    #expect(application.applicant.details == [.placeOfOrigin: "Đông Anh, Hà Nội"])
    #expect(application.applicant.relatives.map(\.name.full) == ["Trần An"])
    #expect(application.missing.map(\.finger) == [.leftLittle, .rightRing])
    #expect(application.presentFingers.count == 8)
  }

  @Test("What goes with a missing finger arrives: remark, photo, and who confirms it")
  func proofs() throws {
    let application = try Self.read(
      replacing: "\"bandaged\"",
      by: "\"bandaged\", \"remark\": \"burn\", \"photo\": \"ring.png\"")
    #expect(
      application.proofs[.finger(.rightRing)] == ExceptionProof(remark: "burn", photo: "ring.png"))
    #expect(
      application.proofs[.finger(.leftLittle)] == ExceptionProof(remark: nil, photo: nil))
    let confirmed = try Self.read(
      replacing: "\"id\"", by: "\"supervisor\": \"supervisor-1\", \"id\"")
    #expect(application.supervisor == nil && confirmed.supervisor == "supervisor-1")
  }

  @Test("A name typed with combining marks is stored composed, without blanks around it")
  func composition() throws {
    let typed = "  Nguye\u{302}\u{303}n "
    let application = try Self.read(replacing: "Nguyễn", by: typed)
    let family = try #require(application.applicant.name.family)
    #expect(Array(family.unicodeScalars) == Array("Nguyễn".unicodeScalars))
  }

  @Test(
    "A wrong field is named, and the message does not repeat what it held",
    arguments: [
      ("HN-2026-0001", "../etc", "id"), ("HN-2026-0001", "a/b", "id"), ("HN-2026-0001", "", "id"),
      ("HN-2026-0001", "-a", "id"), ("HN-2026-0001", String(repeating: "7", count: 37), "id"),
      ("\"HN-2026-0001\"", "7", "id"),
      ("sinhtrac-application-1", "sinhtrac-application-2", "format"),
      ("EXCHANGE", "SWAP", "request.procedure"),
      ("age 25", "\\u0007", "request"),
      ("1990-02-03", "1990-02-30", "applicant.dateOfBirth"),
      ("1990-02-03", "03/02/1990", "applicant.dateOfBirth"),
      ("1990-02-03", "1990-2-3", "applicant.dateOfBirth"),
      ("\"F\"", "\"female\"", "applicant.gender"),
      ("001190000001", "00119000000", "applicant"),
      ("001190000001", "00119000000x", "applicant"),
      ("\"Mai\"", "\"\"", "applicant"),
      ("\"Mai\"", "\"a\\u0007b\"", "applicant"),
      ("\"Mai\"", "[]", "applicant.firstName"),
      ("left-little", "left-toe", "missingFingers[0].finger"),
      ("left-little", "plain-thumbs", "missingFingers[0].finger"),
      ("left-little", "right-ring", "missingFingers[1].finger"),
      ("bandaged", "cold", "missingFingers[1].reason"),
      ("bandaged", "bandaged\", \"photo\": \"../a.png", "missingFingers[1].photo"),
      ("bandaged", "bandaged\", \"photo\": \".a", "missingFingers[1].photo"),
      ("bandaged", "bandaged\", \"remark\": \"", "missingFingers[1].remark"),
      ("\"id\"", "\"supervisor\": \"A b\", \"id\"", "supervisor"),
      ("legalRepresentative", "friend", "applicant.relatives[0].relation"),
    ])
  func invalidField(old: String, new: String, field: String) throws {
    let error = try #require(throws: ApplicationError.self) {
      try Self.read(replacing: old, by: new)
    }
    #expect(error.kind == .invalidField)
    #expect(error.field == field)
    #expect(error.message.contains(field))
    #expect(!error.message.contains("Nguyễn"))
  }

  @Test(
    "A missing field is named",
    arguments: [
      ("\"id\"", "id"), ("\"request\"", "request"), ("\"procedure\"", "request.procedure"),
      ("\"dateOfBirth\"", "applicant.dateOfBirth"), ("\"gender\"", "applicant.gender"),
      ("\"relation\"", "applicant.relatives[0].relation"), ("\"applicant\"", "applicant"),
    ])
  func missingField(key: String, field: String) throws {
    let error = try #require(throws: ApplicationError.self) {
      try Self.read(replacing: key, by: "\"x\"")
    }
    #expect(error.kind == .missingField)
    #expect(error.field == field)
  }

  @Test("A misspelt optional field is refused, not lost")
  func unknownField() throws {
    let error = try #require(throws: ApplicationError.self) {
      try Self.read(replacing: "placeOfOrigin", by: "placeOforigin")
    }
    #expect(error.kind == .unknownField)
    #expect(error.field == "applicant.placeOforigin")
  }

  @Test("No prefix of an application is read as one")
  func prefixes() {
    let bytes = Array(Self.complete.utf8)
    for length in 0..<bytes.count {
      #expect(throws: ApplicationError.self) {
        try ApplicationReader.read(Array(bytes.prefix(length)))
      }
    }
  }

  @Test("Flipped bytes give a typed error or a checked application")
  func flippedBytes() {
    let bytes = Array(Self.complete.utf8)
    for index in bytes.indices {
      for bit in [0, 3, 7] {
        var flipped = bytes
        flipped[index] ^= 1 << bit
        if let application = try? ApplicationReader.read(flipped) {
          #expect(!application.id.isEmpty && !application.id.contains("/"))
        }
      }
    }
  }

  @Test(
    "Text that is no application is refused before much memory is taken",
    arguments: [
      "", "[]", "null", "\"text\"", "{}", String(repeating: "[", count: 60_000),
      String(repeating: "{\"a\":", count: 12_000), String(repeating: " ", count: 65_537),
    ])
  func hostileText(text: String) {
    #expect(throws: ApplicationError.self) { try Self.read(text) }
  }
}
