// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What one source says about the holder, each value in the one form that all sources are put into.
public struct HolderValues: Sendable, Hashable {
  /// The values; a field that the source does not have is missing.
  public private(set) var values: [HolderField: String]

  /// Takes what a clerk typed. Dates may be `dd/MM/yyyy` or `YYYY-MM-DD`, the sex `Nam`, `Nữ`, `M` or `F`;
  /// empty values do not count.
  public init(typed: [HolderField: String]) {
    values = [:]
    for (field, text) in typed { self[field] = text }
  }

  /// Takes the fields of DG13.
  public init(_ card: VietnameseCardData) {
    values = [:]
    let fields: [(HolderField, VietnameseCardData.Field)] = [
      (.personalNumber, .number), (.fullName, .fullName), (.birth, .birth), (.sex, .sex),
      (.nationality, .nationality), (.ethnicity, .ethnicity), (.religion, .religion),
      (.placeOfOrigin, .placeOfOrigin), (.residence, .residence),
      (.identifyingMarks, .identifyingMarks), (.issueDate, .issueDate),
      (.expiryDate, .expiryDate), (.spouse, .spouse), (.oldNumber, .oldNumber),
    ]
    for (field, source) in fields { self[field] = card[source] }
    self[.father] = card.father
    self[.mother] = card.mother
  }

  /// Takes the fields of a QR code.
  public init(_ code: CardQRText) {
    values = [:]
    self[.personalNumber] = code.number.digits
    self[.fullName] = code.name.text
    self[.birth] = code.birth.description
    self[.sex] = code.sex.rawValue
    self[.residence] = code.residence
    self[.issueDate] = code.issueDate.description
    self[.oldNumber] = code.oldNumber
  }

  /// Takes the fields of an MRZ; those with a finding are left out.
  public init(_ zone: MachineReadableZone) {
    values = [:]
    let wrong = Set(zone.findings.map(\.field))
    if !wrong.contains(.personalNumber) { self[.personalNumber] = zone.personalNumber?.digits }
    if !wrong.contains(.name) {
      self[.fullName] = "\(zone.primaryIdentifier) \(zone.secondaryIdentifier)"
    }
    if !wrong.contains(.birth) { self[.birth] = zone.birth?.description }
    if !wrong.contains(.expiry) { self[.expiryDate] = zone.expiry?.description }
    if !wrong.contains(.sex) { self[.sex] = zone.sex }
    self[.nationality] = zone.nationality
  }

  /// The value of a field, put into the one form when set.
  public subscript(field: HolderField) -> String? {
    get { values[field] }
    set {
      let text = newValue?.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      let clean = text?.precomposedStringWithCanonicalMapping ?? ""
      values[field] = clean.isEmpty ? nil : Self.uniform(clean, field)
    }
  }

  private static func uniform(_ text: String, _ field: HolderField) -> String {
    switch field {
    case .birth, .issueDate, .expiryDate:
      DocumentDate(slashed: text)?.description ?? text
    case .sex:
      PersonalNumber.Sex(vietnamese: text)?.rawValue ?? text.uppercased()
    case .nationality:
      ["VNM", "VIET NAM"].contains(VietnameseName(text).folded) ? "VNM" : text
    default: text
    }
  }
}
