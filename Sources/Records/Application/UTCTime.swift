// SPDX-License-Identifier: Apache-2.0

/// A moment in UTC to the second; always an argument, never read from a clock in this layer.
public struct UTCTime: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// Seconds since 1970-01-01T00:00:00Z, as `time(2)` counts them.
  public let secondsSince1970: Int

  /// 2000-01-01 up to the end of 2199: a clock outside it is wrong.
  public static let allowed = 946_684_800..<7_258_118_400

  /// Takes seconds since 1970; nil before 2000 and after 2199.
  public init?(secondsSince1970: Int) {
    guard Self.allowed.contains(secondsSince1970) else { return nil }
    self.secondsSince1970 = secondsSince1970
  }

  /// Takes seconds since 1970; the nearest time allowed for one outside.
  public init(clamping seconds: Int) {
    secondsSince1970 = min(max(seconds, Self.allowed.lowerBound), Self.allowed.upperBound - 1)
  }

  /// Takes `YYYY-MM-DDThh:mm:ssZ` (RFC 3339 in UTC); nil for any other text.
  public init?(_ text: String) {
    guard text.utf8.count == 20, text.utf8.last == UInt8(ascii: "Z"),
      text.dropFirst(10).first == "T", let date = CalendarDate(String(text.prefix(10)))
    else { return nil }
    let clock = text.dropFirst(11).dropLast().split(
      separator: ":", omittingEmptySubsequences: false)
    guard clock.map(\.utf8.count) == [2, 2, 2], let hour = decimal(clock[0]),
      let minute = decimal(clock[1]), let second = decimal(clock[2]),
      hour < 24, minute < 60, second < 60
    else { return nil }
    self.init(secondsSince1970: date.daysSince1970 * 86400 + hour * 3600 + minute * 60 + second)
  }

  /// The calendar day at this moment, so many hours east of Greenwich (Viet Nam: 7).
  public func date(hoursEast: Int = 0) -> CalendarDate {
    CalendarDate(daysSince1970: (secondsSince1970 + hoursEast * 3600) / 86400)
  }

  /// `YYYY-MM-DDThh:mm:ssZ`.
  public var description: String { "\(date())T\(clock.joined(separator: ":"))Z" }

  /// `YYYYMMDDhhmmssZ`, the form of ANSI/NIST-ITL 1.014.
  public var basic: String { date().basic + clock.joined() + "Z" }

  private var clock: [String] {
    let second = secondsSince1970 % 86400
    return [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }
  }

  /// Orders by time.
  public static func < (lhs: UTCTime, rhs: UTCTime) -> Bool {
    lhs.secondsSince1970 < rhs.secondsSince1970
  }
}

extension CalendarDate {
  /// Days since 1970-01-01, counted through the years, then the months.
  fileprivate var daysSince1970: Int {
    let years = Self.daysBefore(year) - Self.daysBefore(1970)
    return years + (1..<month).reduce(0) { $0 + Self.days(in: $1, of: year) } + day - 1
  }

  /// Takes days since 1970, within the years this type holds.
  fileprivate init(daysSince1970 days: Int) {
    var year = 1970 + days / 366
    while Self.daysBefore(year + 1) - Self.daysBefore(1970) <= days { year += 1 }
    var rest = days - (Self.daysBefore(year) - Self.daysBefore(1970))
    var month = 1
    while rest >= Self.days(in: month, of: year) {
      rest -= Self.days(in: month, of: year)
      month += 1
    }
    self.init(unchecked: year, month, rest + 1)
  }

  /// Days from the start of the (proleptic) calendar to 1 January of a year.
  private static func daysBefore(_ year: Int) -> Int {
    let past = year - 1
    return past * 365 + past / 4 - past / 100 + past / 400
  }
}
