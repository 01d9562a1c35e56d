// SPDX-License-Identifier: Apache-2.0

/// The applicant's civil data, the fields of article 15 of Law 26/2023/QH15 that a desk records.
///
/// Texts are put into Unicode NFC and trimmed when they are given, so that equal names are equal
/// bytes. `personalNumber` is checked for form only; what it says is the document layer's.
public struct Applicant: Sendable, Hashable {
  /// Birth name.
  public let name: PersonName
  /// When born, as far as known.
  public let birthDate: BirthDate
  /// Sex as registered.
  public let sex: Sex
  /// ISO 3166-1 alpha-3 code, such as VNM.
  public let nationality: String
  /// Personal identification number: 12 digits; nil when none was assigned yet.
  public let personalNumber: String?
  /// Everything else that was recorded.
  public let details: [CivilDetail: String]
  /// Parents, spouse, representative.
  public let relatives: [Relative]

  /// Throws `civil-data`, naming the field, when a text is empty, longer than 200 characters or
  /// holds control characters, or a code does not have its form.
  public init(
    name: PersonName, birthDate: BirthDate, sex: Sex, nationality: String = "VNM",
    personalNumber: String? = nil, details: [CivilDetail: String] = [:], relatives: [Relative] = []
  ) throws(RecordError) {
    guard nationality.utf8.count == 3, nationality.utf8.allSatisfy({ (0x41...0x5a).contains($0) })
    else { throw .civilData("nationality", "three capital letters (ISO 3166-1 alpha-3)") }
    try Self.check(personalNumber)
    self.name = name
    self.birthDate = birthDate
    self.sex = sex
    self.nationality = nationality
    self.personalNumber = personalNumber
    self.relatives = relatives
    var clean: [CivilDetail: String] = [:]
    for detail in CivilDetail.allCases {
      clean[detail] = try civilText(details[detail], detail.rawValue)
    }
    self.details = clean
  }

  static func check(_ personalNumber: String?) throws(RecordError) {
    guard let personalNumber else { return }
    guard personalNumber.utf8.count == 12, decimal(personalNumber) != nil else {
      throw .civilData("personalNumber", "12 digits")
    }
  }
}

/// Sex as registered; raw values as the manifest's `gender`.
public enum Sex: String, Sendable, Hashable, CaseIterable {
  case male = "M"
  case female = "F"
  case unknown = "X"
}

/// The further civil data that may be recorded; raw values are their names in the manifest.
public enum CivilDetail: String, Sendable, Hashable, CaseIterable {
  case otherName
  case placeOfBirth, placeOfBirthRegistration, placeOfOrigin
  case ethnicity, religion, bloodGroup, maritalStatus, occupation
  case permanentResidence, temporaryResidence, presentResidence
  case phone = "phone1"
  case email
  case formerIdentityNumber
}

/// A name in its three parts: family name (họ), middle name (chữ đệm), given name (tên).
public struct PersonName: Sendable, Hashable {
  /// Family name; nil for the rare person who has one name only.
  public let family: String?
  /// Everything between family and given name.
  public let middle: String?
  /// Given name.
  public let given: String

  /// Throws `civil-data` as `Applicant` does.
  public init(family: String?, middle: String? = nil, given: String) throws(RecordError) {
    self.family = try civilText(family, "lastName")
    self.middle = try civilText(middle, "middleName")
    self.given = try civilText(given, "firstName")
  }

  /// The parts in Vietnamese order, family name first.
  public var full: String { [family, middle, given].compactMap { $0 }.joined(separator: " ") }
}

/// A person who stands in a legal relation to the applicant.
public struct Relative: Sendable, Hashable {
  /// Relation to the applicant; raw values are used in the manifest.
  public enum Relation: String, Sendable, Hashable, CaseIterable {
    case father, mother, spouse, child, legalRepresentative, represented
  }

  /// How related.
  public let relation: Relation
  /// The full name.
  public let name: PersonName
  /// 12 digits; nil when not known.
  public let personalNumber: String?

  /// Throws `civil-data` when the number does not have 12 digits.
  public init(
    relation: Relation, name: PersonName, personalNumber: String? = nil
  ) throws(RecordError) {
    try Applicant.check(personalNumber)
    self.relation = relation
    self.name = name
    self.personalNumber = personalNumber
  }
}
