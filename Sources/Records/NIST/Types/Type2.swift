// SPDX-License-Identifier: Apache-2.0

/// Type-2, user-defined descriptive text (ANSI/NIST-ITL 1-2011 clause 8.2), in our own domain.
///
/// It links the file with its manifest and names the person in 7-bit ASCII. The civil data are in
/// the manifest alone: Vietnamese text would need field 1.015, which other readers refuse.
struct Type2 {
  /// 1.013 DOM: the list that fields 2.003 and up belong to.
  static let domain = "SINHTRAC"
  static let domainVersion = "1.0"

  /// Fields of the domain.
  enum Field {
    static let applicationID = 3
    static let ageGroup = 4
    static let name = 5
  }

  let applicationID: String
  let ageGroup: AgeGroup
  let name: String

  init(_ record: ApplicationRecord) {
    applicationID = record.id
    ageGroup = record.ageGroup
    name = asciiFold(record.applicant.name.full)
  }

  func record(idc: Int) -> NISTRecord {
    let fields = [
      NISTField(2, padded(idc, 2)),
      NISTField(Field.applicationID, applicationID),
      NISTField(Field.ageGroup, ageGroup.rawValue),
    ]
    // A name in a script without Latin letters folds to nothing.
    return NISTRecord(type: 2, fields: fields + (name.isEmpty ? [] : [NISTField(Field.name, name)]))
  }
}
