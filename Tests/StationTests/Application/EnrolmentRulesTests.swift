// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Station

@Suite("Enrolment rules")
struct EnrolmentRulesTests {
  static func application(born date: String, representative: Bool = true) throws -> Application {
    let text = ApplicationReaderTests.complete.replacing("1990-02-03", with: date)
    return try ApplicationReaderTests.read(
      representative ? text : text.replacing(/"representative": .*\n/, with: ""))
  }

  static func day(_ year: Int, _ month: Int, _ day: Int) throws -> CalendarDay {
    try #require(CalendarDay(year: year, month: month, day: day))
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
    #expect(error.field == "representative")
    try EnrolmentRules.check(child, on: Self.day(2026, 11, 22))
  }

  @Test("A birth in the future or long ago is a mistake", arguments: ["2026-11-22", "1890"])
  func impossibleBirth(date: String) throws {
    let application = try Self.application(born: date)
    let error = try #require(throws: ApplicationError.self) {
      try EnrolmentRules.check(application, on: Self.day(2026, 11, 21))
    }
    #expect(error.kind == .invalidField)
  }

  @Test("The day changes at 17:00 UTC, midnight in Việt Nam")
  func midnight() throws {
    let midnight = 1_795_194_000  // 2026-11-20 17:00:00 UTC
    #expect(CalendarDay(inVietnamAt: midnight - 1)?.description == "2026-11-20")
    #expect(CalendarDay(inVietnamAt: midnight)?.description == "2026-11-21")
  }

  @Test(
    "Moments become days",
    arguments: [
      (0, "1970-01-01"), (951_782_400, "2000-02-29"), (-2_208_988_800, "1900-01-01"),
      (4_107_542_400, "2100-03-01"), (-25_201, "1969-12-31"), (-25_200, "1970-01-01"),
    ])
  func moments(seconds: Int, day: String) {
    #expect(CalendarDay(inVietnamAt: seconds)?.description == day)
  }

  @Test("Moments outside the calendar give nothing", arguments: [Int.max, Int.min, 1 << 60])
  func impossibleMoment(seconds: Int) {
    #expect(CalendarDay(inVietnamAt: seconds) == nil)
  }

  @Test(
    "A personal number that fits birth and sex gives no warning, one that does not gives one each")
  func personalNumber() throws {
    #expect(EnrolmentRules.warnings(try Self.application(born: "1990-02-03")).isEmpty)
    #expect(EnrolmentRules.warnings(try Self.application(born: "1991")).count == 1)
    #expect(EnrolmentRules.warnings(try Self.application(born: "2001")).count == 2)
  }
}
