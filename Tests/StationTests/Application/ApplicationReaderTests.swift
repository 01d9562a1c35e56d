// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Testing

@testable import Station

@Suite("Reading an application")
struct ApplicationReaderTests {
  static let complete = """
    {
      "format": "sinhtrac-application-1",
      "id": "HN-2026.000_1",
      "kind": "exchange",
      "applicant": {
        "fullName": "Nguyễn Thị Sao Mai",
        "dateOfBirth": "1990-02-03",
        "sex": "female",
        "personalNumber": "001190000001",
        "placeOfOrigin": "Đông Anh, Hà Nội"
      },
      "representative": { "fullName": "Trần Văn An", "relationship": "guardian" },
      "missingFingers": [
        { "finger": "left-little", "reason": "amputated", "note": "1998" },
        { "finger": "right-ring", "reason": "bandaged" }
      ],
      "notes": "first note"
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
    #expect(application.id == "HN-2026.000_1")
    #expect(application.kind == .exchange)
    #expect(application.applicant.fullName == "Nguyễn Thị Sao Mai")
    #expect(application.applicant.dateOfBirth.description == "1990-02-03")
    #expect(application.applicant.sex == .female)
    #expect(application.applicant.personalNumber == "001190000001")
    #expect(application.applicant.details == [.placeOfOrigin: "Đông Anh, Hà Nội"])
    #expect(application.representative?.relationship == "guardian")
    #expect(application.missingFingers.map(\.finger) == [.leftLittle, .rightRing])
    #expect(application.missingFingers.map(\.note) == ["1998", ""])
    #expect(application.presentFingers.count == 8)
    #expect(application.notes == "first note")
  }

  @Test("A name typed with combining marks is stored composed, without blanks around it")
  func composition() throws {
    let typed = "  Nguye\u{302}\u{303}n Thi\u{323} "
    let application = try Self.read(replacing: "Nguyễn Thị Sao Mai", by: typed)
    #expect(
      Array(application.applicant.fullName.unicodeScalars) == Array("Nguyễn Thị".unicodeScalars))
  }

  @Test(
    "A wrong field is named, and the message does not repeat what it held",
    arguments: [
      ("\"id\": \"HN-2026.000_1\"", "\"id\": \"../etc\"", "id"),
      ("\"id\": \"HN-2026.000_1\"", "\"id\": \".\"", "id"),
      ("\"id\": \"HN-2026.000_1\"", "\"id\": \"a/b\"", "id"),
      ("\"id\": \"HN-2026.000_1\"", "\"id\": \"\"", "id"),
      ("\"id\": \"HN-2026.000_1\"", "\"id\": \"\(String(repeating: "7", count: 49))\"", "id"),
      ("\"id\": \"HN-2026.000_1\"", "\"id\": 7", "id"),
      ("sinhtrac-application-1", "sinhtrac-application-2", "format"),
      ("\"exchange\"", "\"swap\"", "kind"),
      ("1990-02-03", "1990-02-30", "applicant.dateOfBirth"),
      ("1990-02-03", "03/02/1990", "applicant.dateOfBirth"),
      ("1990-02-03", "1990-2-3", "applicant.dateOfBirth"),
      ("\"female\"", "\"F\"", "applicant.sex"),
      ("001190000001", "00119000000", "applicant.personalNumber"),
      ("001190000001", "00119000000x", "applicant.personalNumber"),
      ("\"Nguyễn Thị Sao Mai\"", "\"\"", "applicant.fullName"),
      ("\"Nguyễn Thị Sao Mai\"", "\"a\\u0007b\"", "applicant.fullName"),
      ("\"Nguyễn Thị Sao Mai\"", "[]", "applicant.fullName"),
      ("left-little", "left-toe", "missingFingers[0].finger"),
      ("left-little", "plain-thumbs", "missingFingers[0].finger"),
      ("left-little", "right-ring", "missingFingers[1].finger"),
      ("\"bandaged\"", "\"cold\"", "missingFingers[1].reason"),
      ("\"guardian\"", "{}", "representative.relationship"),
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
      ("\"id\"", "id"), ("\"kind\"", "kind"), ("\"dateOfBirth\"", "applicant.dateOfBirth"),
      ("\"sex\"", "applicant.sex"), ("\"relationship\"", "representative.relationship"),
      ("\"applicant\"", "applicant"),
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
