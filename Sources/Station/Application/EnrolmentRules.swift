// SPDX-License-Identifier: Apache-2.0

/// What the law says about who is captured; articles 19 and 23 of Law 26/2023/QH15.
public enum EnrolmentRules {
  /// Nobody younger than this gives biometric data, in whole years.
  public static let minimumAge = 6
  /// Anybody younger than this is accompanied by a representative, in whole years.
  public static let ageOfActingAlone = 14
  /// Nobody is older; a birth date before it is a slip of the pen.
  static let maximumAge = 130

  /// Throws `not-permitted` when no biometric data may be taken from the applicant on `day`, and
  /// `missing-field` or `invalid-field` when the application does not fit the applicant's age.
  ///
  /// Of a birth date that is known only in part the last possible day counts, so that doubt
  /// protects the child.
  public static func check(
    _ application: Application, on day: CalendarDay
  ) throws(ApplicationError) {
    let birth = application.applicant.dateOfBirth
    let field = "applicant.dateOfBirth"
    guard birth.earliest <= day, birth.latest.years(until: day) <= maximumAge else {
      throw ApplicationError(
        .invalidField, field: field,
        "The application's field \(field) lies after \(day) or more than \(maximumAge) years before; correct it."
      )
    }
    let age = birth.latest.years(until: day)
    guard age >= minimumAge else {
      throw ApplicationError(
        .notPermitted, field: field,
        "On \(day) the applicant is under \(minimumAge) years old: the law forbids taking biometric data. The representative applies online or with the birth registration."
      )
    }
    guard age >= ageOfActingAlone || application.representative != nil else {
      throw ApplicationError(
        .missingField, field: "representative",
        "On \(day) the applicant is under \(ageOfActingAlone) years old and needs a representative; fill in the field representative."
      )
    }
  }

  /// Things that are allowed but look like a mistake, in words for the operator.
  public static func warnings(_ application: Application) -> [String] {
    let applicant = application.applicant
    guard let digits = applicant.personalNumber?.utf8.map({ Int($0) - 48 }), digits.count == 12
    else {
      return []
    }
    let year = applicant.dateOfBirth.earliest.year
    var warnings: [String] = []
    if digits[4] * 10 + digits[5] != year % 100 {
      warnings.append("digits 5 and 6 of the personal number are not the year of birth")
    }
    // PPP G YY NNNNNN: G is 0 or 1 for births of 19xx, 2 or 3 for 20xx; odd is female.
    if digits[3] != (year / 100 - 19) * 2 + (applicant.sex == .female ? 1 : 0) {
      warnings.append("digit 4 of the personal number does not fit century of birth and sex")
    }
    return warnings
  }
}
