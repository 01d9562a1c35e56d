// SPDX-License-Identifier: Apache-2.0

/// Civil data of the person who applies; article 15 of the Law on Identification 26/2023/QH15.
public struct Applicant: Sendable, Hashable {
  /// As the papers say.
  public enum Sex: String, Sendable, Hashable, CaseIterable { case male, female }

  /// Data beyond name, birth and sex, each a short text; raw values are the keys of the file.
  public enum Detail: String, Sendable, Hashable, CaseIterable {
    case otherName, placeOfBirth, placeOfBirthRegistration, placeOfOrigin
    case nationality, ethnicity, religion, bloodGroup, occupation
    case permanentResidence, temporaryResidence, presentResidence
    case mobileNumber, email
  }

  /// Name in full, in Unicode NFC.
  public let fullName: String
  /// Birth date; for some old people only the year is known.
  public let dateOfBirth: PartialDate
  /// Sex.
  public let sex: Sex
  /// "Số định danh cá nhân", 12 digits; nil before the first one is assigned.
  public let personalNumber: String?
  /// What else is known.
  public let details: [Detail: String]
}
