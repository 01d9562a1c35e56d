// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Foundation
import Records
import Testing

@testable import Station

@Suite("A session's person")
struct PersonStepTests {
  static let adult: [PersonField: String] = [
    .fullName: "Nguyễn Thị Ví Dụ", .dateOfBirth: "02/09/1990", .gender: "Nữ",
    .nationality: "VNM", .personalNumber: "001190000001", .permanentResidence: "Hà Nội",
  ]
  /// Seven fields, then what the card of 2024 adds.
  static let qr =
    "001190000001|123456789|Nguyễn Thị Ví Dụ|02091990|Nữ|Số 0, phố Không Có Thật, Hà Nội|01062021"

  @Test("Typed values are kept in one form with source, time and officer")
  func typed() async throws {
    let desk = try TestDesk()
    let session = try await desk.session()
    let decomposed = "Nguyễn Thị Ví Dụ".decomposedStringWithCanonicalMapping
    let state = try await session.perform(
      desk, .applyFor(procedure: "FIRST_ISSUANCE", ground: nil),
      .typePerson(values: Self.adult), .typePerson(values: [.fullName: decomposed]))
    let name = try #require(state.person.first { $0.field == .fullName })
    #expect(Array(name.chosen.value.utf8) == Array("Nguyễn Thị Ví Dụ".utf8))
    #expect(name.chosen.source == .typed && name.chosen.officer == "officer-1")
    #expect(name.chosen.at == "2026-11-21T02:00:00Z")
    #expect(state.value(of: .dateOfBirth) == "1990-09-02")
    #expect(state.value(of: .gender) == "F")
    #expect(state.value(of: .lastName) == "Nguyễn")
    #expect(state.value(of: .middleName) == "Thị Ví")
    #expect(state.value(of: .firstName) == "Dụ")
    #expect(state.ageGroup == "14+")
    #expect(state.status(of: .person) == .complete)
    #expect(state.step == .fingers)
  }

  @Test("Sources that differ are a conflict until an officer takes one")
  func conflict() async throws {
    let desk = try TestDesk()
    let session = try await desk.session()
    var state = try await session.perform(
      desk, .typePerson(values: Self.adult), .readQR(text: Self.qr))
    let residence = try #require(state.person.first { $0.field == .permanentResidence })
    #expect(residence.isConflict && residence.chosen.source == .qr)
    #expect(
      state.findings.contains { $0.code == "sources-differ" && $0.part == residence.field.rawValue }
    )
    #expect(state.person.first { $0.field == .fullName }?.isConflict == false)
    state = try await session.perform(
      desk, .takeSource(field: .permanentResidence, source: .typed))
    #expect(state.value(of: .permanentResidence) == "Hà Nội")
    #expect(state.person.first { $0.field == .permanentResidence }?.decidedBy == "officer-1")
    #expect(!state.codes.contains("sources-differ"))
  }

  @Test("A number that does not fit birth or sex is a warning, no more")
  func number() async throws {
    let desk = try TestDesk()
    var values = Self.adult
    values[.personalNumber] = "999085000001"
    let state = try await desk.session().perform(desk, .typePerson(values: values))
    let found = state.findings.filter { $0.part == "personalNumber" }
    #expect(
      found.map(\.code) == ["number-unknown-province", "number-year-differs", "number-sex-differs"])
    #expect(found.allSatisfy { !$0.blocks && !$0.vietnamese.isEmpty })
  }

  @Test(
    "A value without its form is refused by its field, and nothing changes",
    arguments: [
      (PersonField.personalNumber, "12345"), (.dateOfBirth, "31/02/1990"), (.gender, "khác"),
      (.nationality, "Viet"), (.formerIdentityNumber, "12"), (.occupation, "a\u{7}b"),
    ])
  func refused(_ field: PersonField, _ text: String) async throws {
    let desk = try TestDesk()
    let session = try await desk.session()
    let error = await #expect(throws: SessionError.self) {
      try await session.perform(desk, .typePerson(values: [field: text, .religion: "Không"]))
    }
    #expect(error?.kind == .invalidValue && error?.part == field.rawValue)
    #expect(error?.message.contains(text) == false)
    #expect(await session.state.person.isEmpty)
  }

  @Test("Grounds are those of article 24, and an exchange needs one")
  func grounds() async throws {
    let desk = try TestDesk()
    let session = try await desk.session()
    for (ground, kind) in [(nil, SessionError.Kind.invalidValue), ("24-9", .unknownCode)] {
      let error = await #expect(throws: SessionError.self) {
        try await session.perform(desk, .applyFor(procedure: "EXCHANGE", ground: ground))
      }
      #expect(error?.kind == kind)
    }
    let state = try await session.perform(
      desk, .applyFor(procedure: "EXCHANGE", ground: "24-1-dd"))
    #expect(state.request == RequestState(procedure: "EXCHANGE", ground: "24-1-dd"))
  }

  @Test("State and commands survive JSON unchanged")
  func json() async throws {
    let desk = try TestDesk()
    let state = try await desk.session().perform(
      desk, .typePerson(values: Self.adult), .readQR(text: Self.qr),
      .declareMissing(part: .finger(.leftIndex), reason: .missing, remark: nil))
    let text = try JSONEncoder().encode(state)
    #expect(try JSONDecoder().decode(SessionState.self, from: text) == state)
    let command = #"{"id":"x","action":{"typePerson":{"values":{"fullName":"A"}}}}"#
    #expect(
      try JSONDecoder().decode(SessionCommand.self, from: Data(command.utf8))
        == SessionCommand(id: "x", .typePerson(values: [.fullName: "A"])))
    let submit = #"{"id":"y","action":{"submit":{}}}"#
    #expect(
      try JSONDecoder().decode(SessionCommand.self, from: Data(submit.utf8)).action == .submit)
  }
}
