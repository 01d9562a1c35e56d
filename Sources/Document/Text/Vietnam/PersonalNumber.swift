// SPDX-License-Identifier: Apache-2.0

/// The 12-digit personal number of Vietnamese citizens: PPP province or country of birth registration, G century
/// and sex, YY year of birth, NNNNNN random (Circular 59/2021/TT-BCA, art. 4). It has no check digit.
public struct PersonalNumber: Sendable, Hashable, CustomStringConvertible {
  /// The sexes that the number knows.
  public enum Sex: String, Sendable, Hashable {
    /// Even G.
    case male = "M"
    /// Odd G.
    case female = "F"
  }

  /// Something about the number that a clerk should look at.
  public enum Finding: String, Sendable, Hashable, CaseIterable {
    /// The first three digits are no province: a foreign country, or mistyped.
    case unknownProvince = "unknown-province"
    /// The year of birth lies ahead.
    case yearAhead = "year-ahead"
    /// The year is not that of the day of birth.
    case yearDiffers = "year-differs"
    /// The sex is another one: it may have been corrected after the number was given.
    case sexDiffers = "sex-differs"

    /// Whether it cannot be so, or need only be looked at.
    public var isError: Bool { self == .yearAhead }
  }

  /// The digits.
  public let digits: String
  /// Code of the province or country.
  public let provinceCode: String
  /// 1900, 2000 and so on.
  public let century: Int
  /// The sex at the time it was given.
  public let sex: Sex
  /// The year of birth.
  public let yearOfBirth: Int

  /// Takes 12 digits; blanks around them do not matter. Throws `number-format`.
  public init(_ text: some StringProtocol) throws(TextError) {
    let digits = String(text).filter { !$0.isWhitespace }
    let values = digits.utf8.map { Int($0) - 48 }
    guard values.count == 12, values.allSatisfy({ (0...9).contains($0) }) else {
      throw TextError(.numberFormat, "\(values.count) characters")
    }
    self.digits = digits
    provinceCode = String(digits.prefix(3))
    century = 1900 + values[3] / 2 * 100
    sex = values[3].isMultiple(of: 2) ? .male : .female
    yearOfBirth = century + 10 * values[4] + values[5]
  }

  /// The province; nil for foreign countries and codes not known.
  public var province: Province? { Province.table[provinceCode] }

  /// The number of the chip's MRZ: the last nine digits.
  public var documentNumber: String { String(digits.suffix(9)) }

  /// What opens the chip: the card access number is the last six digits.
  public var accessKey: AccessKey { .cardAccessNumber(String(digits.suffix(6))) }

  /// What should be looked at. Where birth, sex or the year of today are known, the number is compared with
  /// them; a birth with two digits of the year compares those.
  public func findings(
    birth: DocumentDate? = nil, sex: Sex? = nil, thisYear: Int? = nil
  ) -> [Finding] {
    var findings: [Finding] = []
    if province == nil { findings.append(.unknownProvince) }
    if let thisYear, yearOfBirth > thisYear { findings.append(.yearAhead) }
    if let birth {
      let year = birth.year < 100 ? yearOfBirth % 100 : yearOfBirth
      if year != birth.year { findings.append(.yearDiffers) }
    }
    if let sex, sex != self.sex { findings.append(.sexDiffers) }
    return findings
  }

  /// The digits.
  public var description: String { digits }
}

extension PersonalNumber.Finding {
  /// For a screen.
  public var text: String {
    switch self {
    case .unknownProvince:
      "the first three digits are no Vietnamese province: born abroad, or mistyped"
    case .yearAhead: "the year of birth lies ahead"
    case .yearDiffers: "the year of birth is not that of the number"
    case .sexDiffers: "the sex is not that of the number; it may have been corrected since"
    }
  }
}
