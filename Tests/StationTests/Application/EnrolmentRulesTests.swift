// SPDX-License-Identifier: Apache-2.0

import Records
import Testing

@testable import Station

@Suite("Enrolment rules")
struct EnrolmentRulesTests {
  static func application(born date: String, representative: Bool = true) throws -> Application {
    let text = ApplicationReaderTests.complete.replacing("1990-02-03", with: date)
    return try ApplicationReaderTests.read(
      representative ? text : text.replacing("legalRepresentative", with: "mother"))
  }

  static func day(_ year: Int, _ month: Int, _ day: Int) throws -> CalendarDate {
    try #require(CalendarDate(year: year, month: month, day: day))
  }

  @Test("The day before the sixth birthday nothing may be taken, on the birthday it may")
  func sixthBirthday() throws {
    let child = try Self.application(born: "2020-11-21")
    let error = try #require(throws: ApplicationError.self) {
      try EnrolmentRules.check(child, on: Self.day(2026, 11, 20))
    }
    #expect(error.code == "not-permitted")
    try EnrolmentRules.check(child, on: Self.day(2026, 11, 21))
  }

  @Test("A child born on 29 February is six on 1 March of a common year")
  func leapDay() throws {
    let child = try Self.application(born: "2020-02-29")
    #expect(throws: ApplicationError.self) {
      try EnrolmentRules.check(child, on: Self.day(2026, 2, 28))
    }
    try EnrolmentRules.check(child, on: Self.day(2026, 3, 1))
  }

  @Test("When only the year of birth is known, doubt protects the child")
  func unknownBirthday() throws {
    let child = try Self.application(born: "2020")
    #expect(throws: ApplicationError.self) {
      try EnrolmentRules.check(child, on: Self.day(2026, 12, 30))
    }
    try EnrolmentRules.check(child, on: Self.day(2026, 12, 31))
  }

  @Test("Under fourteen a representative is required")
  func representative() throws {
    let child = try Self.application(born: "2012-11-22", representative: false)
    let error = try #require(throws: ApplicationError.self) {
      try EnrolmentRules.check(child, on: Self.day(2026, 11, 21))
    }
    #expect(error.field == "applicant.relatives")
    try EnrolmentRules.check(child, on: Self.day(2026, 11, 22))
  }

  @Test("A birth in the future or long ago is a mistake", arguments: ["2026-11-22", "1900"])
  func impossibleBirth(date: String) throws {
    let application = try Self.application(born: date)
    let error = try #require(throws: ApplicationError.self) {
      try EnrolmentRules.check(application, on: Self.day(2026, 11, 21))
    }
    #expect(error.kind == .invalidField)
  }

  @Test("The day changes at 17:00 UTC, midnight in Việt Nam")
  func midnight() throws {
    let child = try Self.application(born: "2020-11-21")
    let before = try #require(UTCTime("2026-11-20T16:59:59Z"))
    let after = try #require(UTCTime("2026-11-20T17:00:00Z"))
    #expect(throws: ApplicationError.self) { try EnrolmentRules.check(child, at: before) }
    try EnrolmentRules.check(child, at: after)
  }

  @Test(
    "A personal number that fits birth and sex gives no warning, one that does not gives one each")
  func personalNumber() throws {
    #expect(EnrolmentRules.warnings(try Self.application(born: "1990-02-03")).isEmpty)
    #expect(EnrolmentRules.warnings(try Self.application(born: "1991")).count == 1)
    #expect(EnrolmentRules.warnings(try Self.application(born: "2001")).count == 2)
  }
}
