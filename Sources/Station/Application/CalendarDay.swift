// SPDX-License-Identifier: Apache-2.0

/// A day of the Gregorian calendar.
public struct CalendarDay: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Year, 1 to 9999.
  public let year: Int
  /// Month, 1 to 12.
  public let month: Int
  /// Day of the month, from 1.
  public let day: Int

  /// Gives nil for a day that does not exist.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Self.days(inMonth: month, of: year)).contains(day)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// The day on the calendars of Việt Nam at a moment, in seconds since 1970 (UTC).
  ///
  /// Asia/Ho_Chi_Minh is seven hours ahead of UTC all year, so that no time zone file is needed.
  /// Gives nil outside the years 1 to 9999.
  public init?(inVietnamAt secondsSince1970: Int) {
    let vietnam = 7 * 3600
    let (local, overflow) = secondsSince1970.addingReportingOverflow(vietnam)
    guard !overflow, abs(local / 86_400) < 4_000_000 else { return nil }
    let days = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    // Days are counted from 1 March of year 0, so that a leap day ends its year.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let march = (5 * dayOfYear + 2) / 153
    let month = march < 10 ? march + 3 : march - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    self.init(year: year, month: month, day: dayOfYear - (153 * march + 2) / 5 + 1)
  }

  /// The last day of a month, 28 to 31.
  static func days(inMonth month: Int, of year: Int) -> Int {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// Whole years from this birthday to another day; someone born on 29 February has a birthday on
  /// 1 March of common years.
  public func years(until other: CalendarDay) -> Int {
    let hadBirthday = (other.month, other.day) >= (month, day)
    return other.year - year - (hadBirthday ? 0 : 1)
  }

  /// `2026-11-21`.
  public var description: String {
    Self.digits(year, 4) + "-" + Self.digits(month, 2) + "-" + Self.digits(day, 2)
  }

  /// Orders by time.
  public static func < (lhs: CalendarDay, rhs: CalendarDay) -> Bool {
    (lhs.year, lhs.month, lhs.day) < (rhs.year, rhs.month, rhs.day)
  }

  static func digits(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(width - text.count, 0)) + text
  }
}

/// A date of which the day, or month and day, may be unknown.
public struct PartialDate: Sendable, Hashable, CustomStringConvertible {
  /// The first day it can be.
  public let earliest: CalendarDay
  /// The last day it can be.
  public let latest: CalendarDay
  /// As it was written: `1990-02-03`, `1990-02` or `1990`.
  public let description: String

  /// Takes `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; nil for anything else and for days that do not exist.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let widths = [4, 2, 2]
    guard (1...3).contains(parts.count),
      zip(parts, widths).allSatisfy({ part, width in
        part.utf8.count == width && part.utf8.allSatisfy { (48...57).contains($0) }
      })
    else { return nil }
    let numbers = parts.compactMap { Int($0) }
    let year = numbers[0]
    let months = numbers.count > 1 ? numbers[1]...numbers[1] : 1...12
    guard
      let first = CalendarDay(
        year: year, month: months.lowerBound, day: numbers.dropFirst(2).first ?? 1)
    else { return nil }
    let lastDay = CalendarDay.days(inMonth: months.upperBound, of: year)
    guard
      let last = CalendarDay(
        year: year, month: months.upperBound, day: numbers.dropFirst(2).first ?? lastDay)
    else { return nil }
    earliest = first
    latest = last
    description = text
  }
}
