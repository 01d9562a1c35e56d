// SPDX-License-Identifier: Apache-2.0

public import Document
import Records

/// One civil value of the applicant; raw values are the names in JSON, those of the application file
/// where it has them.
public enum PersonField: String, Sendable, Hashable, CaseIterable, Codable, CodingKeyRepresentable {
  /// 12 digits.
  case personalNumber
  /// All parts in Vietnamese order.
  case fullName
  /// Family name (họ): only typed, and the full name follows from the three parts.
  case lastName
  /// Everything between family and given name (chữ đệm): only typed.
  case middleName
  /// Given name (tên): only typed.
  case firstName
  /// `YYYY-MM-DD`, shorter where day or month are unknown.
  case dateOfBirth
  /// `M` or `F`.
  case gender
  /// ISO 3166-1 alpha-3.
  case nationality
  case otherName
  case placeOfBirth, placeOfBirthRegistration, placeOfOrigin
  case ethnicity, religion, bloodGroup, maritalStatus, occupation
  case permanentResidence, temporaryResidence, presentResidence
  case phone = "phone1"
  case email
  /// The nine digits of an earlier card.
  case formerIdentityNumber
  /// Names of relatives.
  case father, mother, spouse
  /// As printed on cards of 2021.
  case identifyingMarks
  /// Day of issue of the card that was brought, `YYYY-MM-DD`.
  case cardIssueDate
  /// Last day of its validity.
  case cardExpiryDate

  /// The parts of the name, which only a clerk can tell apart.
  static let nameParts: [PersonField] = [.lastName, .middleName, .firstName]

  /// What documents call it; nil for what they do not have.
  public var holderField: HolderField? {
    switch self {
    case .personalNumber: .personalNumber
    case .fullName: .fullName
    case .dateOfBirth: .birth
    case .gender: .sex
    case .nationality: .nationality
    case .ethnicity: .ethnicity
    case .religion: .religion
    case .placeOfOrigin: .placeOfOrigin
    case .permanentResidence: .residence
    case .identifyingMarks: .identifyingMarks
    case .cardIssueDate: .issueDate
    case .cardExpiryDate: .expiryDate
    case .father: .father
    case .mother: .mother
    case .spouse: .spouse
    case .formerIdentityNumber: .oldNumber
    default: nil
    }
  }

  /// The field that documents call so.
  init?(_ field: HolderField) {
    guard let match = Self.allCases.first(where: { $0.holderField == field }) else { return nil }
    self = match
  }

  /// The further civil data of a record; nil for what has a place of its own there.
  var detail: CivilDetail? { CivilDetail(rawValue: rawValue) }
}
