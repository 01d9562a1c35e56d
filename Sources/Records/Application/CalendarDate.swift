// SPDX-License-Identifier: Apache-2.0

/// A day of the Gregorian calendar, 1900 to 2199; the range that ANSI/NIST-ITL dates have here.
public struct CalendarDate: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// 1900...2199.
  public let year: Int
  /// 1...12.
  public let month: Int
  /// 1...31, as the month has it.
  public let day: Int

  /// Takes a day; nil when there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1900...2199).contains(year), (1...12).contains(month),
      (1...Self.days(in: month, of: year)).contains(day)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Takes a day that is known to exist.
  init(unchecked year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Takes `YYYY-MM-DD`; nil for any other text.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2],
      let year = decimal(parts[0]), let month = decimal(parts[1]), let day = decimal(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Takes `YYYYMMDD`, the form of ANSI/NIST-ITL; nil for any other text.
  public init?(basic text: String) {
    guard text.utf8.count == 8, let number = decimal(text) else { return nil }
    self.init(year: number / 10000, month: number / 100 % 100, day: number % 100)
  }

  /// `YYYY-MM-DD` (ISO 8601).
  public var description: String { "\(year)-\(padded(month, 2))-\(padded(day, 2))" }

  /// `YYYYMMDD`, the form of ANSI/NIST-ITL.
  public var basic: String { "\(year)\(padded(month, 2))\(padded(day, 2))" }

  /// Number of days that the month has.
  static func days(in month: Int, of year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return switch month {
    case 2: isLeap ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Orders by time.
  public static func < (lhs: CalendarDate, rhs: CalendarDate) -> Bool {
    (lhs.year, lhs.month, lhs.day) < (rhs.year, rhs.month, rhs.day)
  }
}

/// A birth date as civil registers have it: day, or day and month, may be unknown.
public struct BirthDate: Sendable, Hashable, CustomStringConvertible {
  /// 1900...2199.
  public let year: Int
  /// 1...12; nil when unknown.
  public let month: Int?
  /// Day of the month; nil when unknown.
  public let day: Int?

  /// Takes what is known; nil when there is no such day, or a day is given without its month.
  public init?(year: Int, month: Int? = nil, day: Int? = nil) {
    guard CalendarDate(year: year, month: month ?? 1, day: day ?? 1) != nil,
      month != nil || day == nil
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Takes `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; nil for any other text.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { decimal($0) }
    guard (1...3).contains(parts.count), numbers.count == parts.count,
      parts.map(\.utf8.count) == Array([4, 2, 2].prefix(parts.count))
    else { return nil }
    self.init(
      year: numbers[0], month: numbers.count > 1 ? numbers[1] : nil,
      day: numbers.count > 2 ? numbers[2] : nil)
  }

  /// The text that the initialiser takes.
  public var description: String {
    [padded(year, 4), month.map { padded($0, 2) }, day.map { padded($0, 2) }]
      .compactMap { $0 }.joined(separator: "-")
  }

  /// Completed years on a day; where parts are unknown, those of the youngest person it can be.
  public func age(on date: CalendarDate) -> Int {
    let month = month ?? 12
    let day = day ?? CalendarDate.days(in: month, of: year)
    let hadBirthday = (date.month, date.day) >= (month, day)
    return date.year - year - (hadBirthday ? 0 : 1)
  }
}

/// The number that ASCII digits alone spell; nil for signs, blanks, other characters, and overflow.
func decimal(_ text: some StringProtocol) -> Int? {
  guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
  return Int(text)
}

/// A number that is not negative with at least `digits` digits.
func padded(_ number: Int, _ digits: Int) -> String {
  let text = String(number)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}
