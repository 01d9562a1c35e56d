// SPDX-License-Identifier: Apache-2.0

import Records
import Testing

@Suite("Dates and times")
struct DatesTests {
  @Test("Days that exist are read and written in both forms")
  func days() throws {
    let leap = try #require(CalendarDate("2024-02-29"))
    #expect(leap.basic == "20240229")
    #expect(CalendarDate(basic: "20240229") == leap)
    for text in [
      "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-1-01", "24-01-01",
      "2024-04-31", "+024-01-01", "2024-01-01 ", "1899-12-31",
    ] {
      #expect(CalendarDate(text) == nil, "\(text)")
    }
    #expect(CalendarDate(basic: "2024022") == nil)
  }

  /// Seconds computed with another calendar (GNU date).
  @Test(
    "Moments agree with the seconds since 1970",
    arguments: [
      ("2000-01-01T00:00:00Z", 946_684_800), ("2000-03-01T00:00:00Z", 951_868_800),
      ("2024-02-29T23:59:59Z", 1_709_251_199), ("2026-11-20T18:30:05Z", 1_795_199_405),
      ("2100-03-01T00:00:00Z", 4_107_542_400), ("2199-12-31T23:59:59Z", 7_258_118_399),
    ])
  func moments(text: String, seconds: Int) throws {
    let time = try #require(UTCTime(text))
    #expect(time.secondsSince1970 == seconds)
    #expect(UTCTime(secondsSince1970: seconds)?.description == text)
  }

  @Test("The local day is that of the station")
  func localDay() throws {
    let time = try #require(UTCTime("2026-11-20T18:30:05Z"))
    #expect(time.date(hoursEast: 7).description == "2026-11-21")
    #expect(time.date().description == "2026-11-20")
    #expect(time.basic == "20261120183005Z")
  }

  @Test(
    "What is no moment is refused",
    arguments: [
      "2026-11-20T24:00:00Z", "2026-11-20 18:30:05Z", "2026-11-20T18:30:05", "1999-01-01T00:00:00Z",
    ])
  func noMoment(text: String) {
    #expect(UTCTime(text) == nil)
  }

  @Test("Birth dates may lack day and month; age then is that of the youngest person it can be")
  func births() throws {
    let day = try #require(CalendarDate("2026-11-21"))
    #expect(try #require(BirthDate("2012-11-21")).age(on: day) == 14)
    #expect(try #require(BirthDate("2012-11-22")).age(on: day) == 13)
    #expect(try #require(BirthDate("2012-11")).age(on: day) == 13)
    #expect(try #require(BirthDate("2012-10")).age(on: day) == 14)
    #expect(try #require(BirthDate("2012")).age(on: day) == 13)
    #expect(
      try #require(BirthDate("2008-02-29")).age(on: try #require(CalendarDate("2026-02-28"))) == 17)
    #expect(BirthDate("2012-02-30") == nil)
    #expect(BirthDate("2012-")?.description == nil)
    #expect(BirthDate(year: 2012, day: 3) == nil)
    #expect(BirthDate("2012-03")?.description == "2012-03")
  }
}
