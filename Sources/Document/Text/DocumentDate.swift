// SPDX-License-Identifier: Apache-2.0

/// A day as documents write it, whole or only in part: some people's day or month of birth is not known.
public struct DocumentDate: Sendable, Hashable, CustomStringConvertible {
  /// 1900...2399, or 0...99 where a document gives two digits only.
  public let year: Int
  /// 1...12; nil where not known.
  public let month: Int?
  /// 1...31, as the month has it; nil where not known.
  public let day: Int?

  /// Takes a date; nil when there is none such. A day needs a month.
  public init?(year: Int, month: Int? = nil, day: Int? = nil) {
    guard (0...99).contains(year) || (1900...2399).contains(year) else { return nil }
    guard month.map({ (1...12).contains($0) }) ?? (day == nil) else { return nil }
    if let month, let day {
      guard (1...Self.days(in: month, of: year)).contains(day) else { return nil }
    }
    (self.year, self.month, self.day) = (year, month, day)
  }

  /// Takes eight digits, day first, as QR codes write it; nil for any other text.
  public init?(ddMMyyyy text: some StringProtocol) {
    guard let digits = Self.digits(text, count: 8) else { return nil }
    self.init(year: digits % 10_000, month: digits / 10_000 % 100, day: digits / 1_000_000)
  }

  /// Takes eight digits, year first; month and day may be 00. Nil for any other text.
  public init?(yyyyMMdd text: some StringProtocol) {
    guard let digits = Self.digits(text, count: 8) else { return nil }
    let (month, day) = (digits / 100 % 100, digits % 100)
    self.init(
      year: digits / 10_000, month: month == 0 ? nil : month, day: day == 0 ? nil : day)
  }

  /// Takes `dd/MM/yyyy`, as the Vietnamese card's DG13 and screens write it; nil for any other text.
  public init?(slashed text: some StringProtocol) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [2, 2, 4] else { return nil }
    self.init(ddMMyyyy: parts.joined())
  }

  /// Takes six characters `yyMMdd` of an MRZ; `<<` stands for what is not known. Nil for any other text.
  public init?(mrz text: some StringProtocol) {
    let characters = Array(text)
    guard characters.count == 6, let year = Self.digits(String(characters[0..<2]), count: 2) else {
      return nil
    }
    let parts = [characters[2..<4], characters[4..<6]].map { String($0) }
    let numbers = parts.map { Self.digits($0, count: 2) }
    guard zip(parts, numbers).allSatisfy({ $0 == "<<" || $1 != nil }) else { return nil }
    self.init(year: year, month: numbers[0], day: numbers[1])
  }

  /// `YYYY-MM-DD`, shorter where parts are not known; `--` stands for an unknown century.
  public var description: String {
    let start = year < 100 ? "--" + Self.two(year) : String(year)
    return start + (month.map { "-" + Self.two($0) } ?? "") + (day.map { "-" + Self.two($0) } ?? "")
  }

  /// Whether two dates may be the same day: where one has two digits of a year, those count.
  public func agrees(with other: DocumentDate) -> Bool {
    let isShort = year < 100 || other.year < 100
    let sameYear = isShort ? year % 100 == other.year % 100 : year == other.year
    return sameYear && month == other.month && day == other.day
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func digits(_ text: some StringProtocol, count: Int) -> Int? {
    guard text.utf8.count == count,
      text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    return Int(text)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: isLeap(year) ? 29 : 28
    default: 31
    }
  }

  /// Of two digits, 00 may be a leap year.
  private static func isLeap(_ year: Int) -> Bool {
    guard year > 99 else { return year.isMultiple(of: 4) }
    return year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }
}
