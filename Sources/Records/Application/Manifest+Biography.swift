// SPDX-License-Identifier: Apache-2.0

extension Manifest {
  /// The applicant's civil data, each text in Unicode NFC.
  public struct Biography: Sendable, Hashable {
    /// Family name.
    public let lastName: String?
    /// Middle name.
    public let middleName: String?
    /// Given name.
    public let firstName: String
    /// All parts in Vietnamese order.
    public let fullName: String
    /// `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    public let dateOfBirth: String
    /// M, F or X.
    public let gender: String
    /// ISO 3166-1 alpha-3.
    public let nationality: String
    /// 12 digits.
    public let personalNumber: String?
    /// The further fields, each written under its own name.
    public let details: [CivilDetail: String]
    /// Parents, spouse, representative; nil when none was recorded.
    public let relatives: [Relation]?
  }

  /// A person related to the applicant.
  public struct Relation: Sendable, Hashable, Codable {
    /// As `Relative.Relation`.
    public let relation: String
    /// All parts in Vietnamese order.
    public let fullName: String
    /// 12 digits.
    public let personalNumber: String?
  }
}

extension Manifest.Biography {
  init(_ applicant: Applicant) {
    lastName = applicant.name.family
    middleName = applicant.name.middle
    firstName = applicant.name.given
    fullName = applicant.name.full
    dateOfBirth = applicant.birthDate.description
    gender = applicant.sex.rawValue
    nationality = applicant.nationality
    personalNumber = applicant.personalNumber
    details = applicant.details
    let relations = applicant.relatives.map {
      Manifest.Relation(
        relation: $0.relation.rawValue, fullName: $0.name.full, personalNumber: $0.personalNumber)
    }
    relatives = relations.isEmpty ? nil : relations
  }
}

extension CivilDetail: CodingKey {}

/// The details lie beside the other fields, as OSIA has them, so the two are coded one by one.
extension Manifest.Biography: Codable {
  private enum CodingKeys: String, CodingKey {
    case lastName, middleName, firstName, fullName, dateOfBirth, gender, nationality
    case personalNumber, relatives
  }

  /// Reads the fields and those details that this version knows.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    lastName = try container.decodeIfPresent(String.self, forKey: .lastName)
    middleName = try container.decodeIfPresent(String.self, forKey: .middleName)
    firstName = try container.decode(String.self, forKey: .firstName)
    fullName = try container.decode(String.self, forKey: .fullName)
    dateOfBirth = try container.decode(String.self, forKey: .dateOfBirth)
    gender = try container.decode(String.self, forKey: .gender)
    nationality = try container.decode(String.self, forKey: .nationality)
    personalNumber = try container.decodeIfPresent(String.self, forKey: .personalNumber)
    relatives = try container.decodeIfPresent([Manifest.Relation].self, forKey: .relatives)
    let texts = try decoder.container(keyedBy: CivilDetail.self)
    var details: [CivilDetail: String] = [:]
    for detail in CivilDetail.allCases {
      details[detail] = try texts.decodeIfPresent(String.self, forKey: detail)
    }
    self.details = details
  }

  /// Writes the fields that have a value.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(lastName, forKey: .lastName)
    try container.encodeIfPresent(middleName, forKey: .middleName)
    try container.encode(firstName, forKey: .firstName)
    try container.encode(fullName, forKey: .fullName)
    try container.encode(dateOfBirth, forKey: .dateOfBirth)
    try container.encode(gender, forKey: .gender)
    try container.encode(nationality, forKey: .nationality)
    try container.encodeIfPresent(personalNumber, forKey: .personalNumber)
    try container.encodeIfPresent(relatives, forKey: .relatives)
    var texts = encoder.container(keyedBy: CivilDetail.self)
    for (detail, text) in details { try texts.encode(text, forKey: detail) }
  }
}
