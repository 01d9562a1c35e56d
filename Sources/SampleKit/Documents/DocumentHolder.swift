// SPDX-License-Identifier: Apache-2.0

/// An invented person as an identity card names them.
public struct DocumentHolder: Sendable, Hashable {
  /// A day of the calendar.
  public struct Day: Sendable, Hashable {
    let year, month, day: Int

    /// Takes year, month and day as they are.
    public init(_ year: Int, _ month: Int, _ day: Int) {
      (self.year, self.month, self.day) = (year, month, day)
    }

    /// As on the card: 02/09/1990.
    var written: String { "\(digits(day, 2))/\(digits(month, 2))/\(digits(year, 4))" }

    /// As in a machine-readable zone: 900902.
    var short: String { digits(year % 100, 2) + digits(month, 2) + digits(day, 2) }

    /// Seconds since 1970 at its beginning, UTC (days by the civil calendar's cycle of 400 years).
    var seconds: Int64 {
      let shifted = month > 2 ? year : year - 1
      let (era, inEra) = (shifted / 400, shifted % 400)
      let inYear = (153 * ((month + 9) % 12) + 2) / 5 + day - 1
      let days = era * 146_097 + inEra * 365 + inEra / 4 - inEra / 100 + inYear - 719_468
      return Int64(days) * 86_400
    }

    private func digits(_ value: Int, _ count: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(count - text.count, 0)) + text
    }
  }

  /// Personal number: 12 digits.
  public let personalNumber: String
  /// Full name with its accents.
  public let fullName: String
  /// Family name and the others without accents, in capitals.
  public let latinName: (family: String, given: String)
  /// Day of birth.
  public let birth: Day
  /// Whether registered as female.
  public let isFemale: Bool
  /// Ethnic group.
  public let ethnicity: String
  /// Place of origin.
  public let origin: String
  /// Residence.
  public let residence: String
  /// Day of issue.
  public let issue: Day
  /// Last day of validity.
  public let expiry: Day

  /// The applicant of `make run`, whose old card this is; born in 1990, so it ends at the age of 40.
  public static let sampleApplicant = DocumentHolder(
    personalNumber: "001190000001", fullName: "Nguyễn Thị Ví Dụ",
    latinName: ("NGUYEN", "THI VI DU"), birth: Day(1990, 9, 2), isFemale: true,
    ethnicity: "Kinh", origin: "Hà Nội", residence: "Số 0, phố Không Có Thật, Hà Nội",
    issue: Day(2021, 6, 1), expiry: Day(2030, 9, 2))

  /// Takes all parts as they are.
  public init(
    personalNumber: String, fullName: String, latinName: (family: String, given: String),
    birth: Day, isFemale: Bool, ethnicity: String, origin: String, residence: String, issue: Day,
    expiry: Day
  ) {
    (self.personalNumber, self.fullName, self.latinName) = (personalNumber, fullName, latinName)
    (self.birth, self.isFemale, self.ethnicity) = (birth, isFemale, ethnicity)
    (self.origin, self.residence) = (origin, residence)
    (self.issue, self.expiry) = (issue, expiry)
  }

  /// By its number: no two persons share one.
  public static func == (lhs: DocumentHolder, rhs: DocumentHolder) -> Bool {
    lhs.personalNumber == rhs.personalNumber && lhs.fullName == rhs.fullName
  }

  /// By its number.
  public func hash(into hasher: inout Hasher) { hasher.combine(personalNumber) }

  /// The card access number: the last six digits of the personal number.
  public var cardAccessNumber: String { String(personalNumber.suffix(6)) }
}
