// SPDX-License-Identifier: Apache-2.0

public import Records

/// What the law says about who is captured; articles 19 and 23 of Law 26/2023/QH15.
///
/// The record checks the same again when it is made; these checks come before anything is captured.
public enum EnrolmentRules {
  /// Asia/Ho_Chi_Minh is so many hours ahead of UTC all year.
  public static let hoursEast = 7
  /// The greatest age ever proven, in years; a birth date before it is a slip of the pen.
  static let maximumAge = 122

  /// The same check with the day on the calendars of Viet Nam at a moment.
  public static func check(
    _ application: Application, at time: UTCTime
  ) throws(ApplicationError) {
    try check(application, on: time.date(hoursEast: hoursEast))
  }

  /// Throws `not-permitted` when no biometric data may be taken from the applicant on `day`, and
  /// `missing-field` or `invalid-field` when the application does not fit the applicant's age.
  ///
  /// Of a birth date that is known only in part the last possible day counts, so that doubt
  /// protects the child.
  public static func check(
    _ application: Application, on day: CalendarDate
  ) throws(ApplicationError) {
    let birth = application.applicant.birthDate
    let field = "applicant.dateOfBirth"
    guard birth.description <= day.description, birth.age(on: day) <= maximumAge else {
      throw ApplicationError(
        .invalidField, field: field,
        "The application's field \(field) lies after \(day) or more than \(maximumAge) years "
          + "before it; correct it.")
    }
    let group = AgeGroup(age: birth.age(on: day))
    guard group != .underSix else {
      throw ApplicationError(
        .notPermitted, field: field,
        "On \(day) the applicant is under \(ApplicationRecord.minimumCaptureAge) years old, and "
          + "the law forbids taking biometric data. The representative applies online or with the "
          + "birth registration.")
    }
    let represented = application.applicant.relatives.contains {
      $0.relation == .legalRepresentative
    }
    guard group == .fourteenAndOver || represented else {
      throw ApplicationError(
        .missingField, field: "applicant.relatives",
        "On \(day) the applicant is under \(ApplicationRecord.ownApplicationAge) years old and "
          + "needs a relative with the relation legalRepresentative; add one.")
    }
  }

  /// What a finished record lacks although it is asked for since 1 July 2024 (article 23), in words for
  /// the operator.
  public static func findings(_ record: ApplicationRecord) -> [String] {
    let saysNothing = record.eyes.isEmpty && record.missingEyes.isEmpty
    return saysNothing ? ["No iris was captured, and none is declared missing."] : []
  }

  /// Things that are allowed but look like a mistake, in words for the operator.
  ///
  /// Digits of the personal number: three of the province, one of century and sex, two of the year
  /// of birth, six at random.
  public static func warnings(_ application: Application) -> [String] {
    let applicant = application.applicant
    guard let digits = applicant.personalNumber?.utf8.map({ Int($0) - 48 }), digits.count == 12
    else { return [] }
    let year = applicant.birthDate.year
    var warnings: [String] = []
    if digits[4] * 10 + digits[5] != year % 100 {
      warnings.append("Digits 5 and 6 of the personal number are not the year of birth.")
    }
    // 0 male and 1 female for births of 19xx, 2 and 3 for 20xx, and so on.
    let century = (year / 100 - 19) * 2
    if !(applicant.sex == .unknown
      ? [century, century + 1] : [century + (applicant.sex == .female ? 1 : 0)])
      .contains(digits[3])
    {
      warnings.append("Digit 4 of the personal number does not fit century of birth and sex.")
    }
    return warnings
  }
}
