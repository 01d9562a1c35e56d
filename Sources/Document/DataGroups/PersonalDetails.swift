// SPDX-License-Identifier: Apache-2.0

import Bytes

/// DG1: the MRZ.
public enum DataGroup1 {
  /// Reads DG1, its tag included. Throws `document-malformed` and what the zone's own reading throws.
  public static func zone(in file: [UInt8]) throws(DocumentError) -> MachineReadableZone {
    try DocumentError.explaining("reading DG1") {
      guard let zone = try DER.element(file, 0x61, "DG1").first(0x5f1f) else {
        throw MalformedData(offset: 0, expected: "an MRZ")
      }
      return try MachineReadableZone(String(decoding: zone.content, as: UTF8.self))
    }
  }
}

/// DG11 and DG12: texts about person and document (ICAO Doc 9303-10, clauses 4.7.11 and 4.7.12), as far as they
/// are there.
public struct DetailTexts: Sendable, Hashable {
  /// A text and its tag.
  public enum Field: UInt32, Sendable, Hashable, CaseIterable {
    /// Full name, in national characters.
    case fullName = 0x5f0e
    /// Another name; there may be several.
    case otherName = 0x5f0f
    /// Personal number.
    case personalNumber = 0x5f10
    /// Place of birth.
    case placeOfBirth = 0x5f11
    /// Permanent address.
    case address = 0x5f42
    /// Telephone.
    case telephone = 0x5f12
    /// Profession.
    case profession = 0x5f13
    /// Title.
    case title = 0x5f14
    /// Summary about the person.
    case summary = 0x5f15
    /// Numbers of other travel documents.
    case otherDocuments = 0x5f17
    /// Custody.
    case custody = 0x5f18
    /// Day of birth, YYYYMMDD.
    case birth = 0x5f2b
    /// Issuing authority.
    case authority = 0x5f19
    /// Another person on the document; there may be several.
    case otherPerson = 0x5f1a
    /// Endorsements.
    case endorsements = 0x5f1b
    /// Tax or exit requirements.
    case requirements = 0x5f1c
    /// Day of issue, YYYYMMDD.
    case issueDate = 0x5f26
    /// Time of personalisation, YYYYMMDDhhmmss.
    case personalisation = 0x5f55
    /// Number of the personalisation system.
    case system = 0x5f56

    var isDate: Bool { self == .birth || self == .issueDate || self == .personalisation }
  }

  /// The texts of each field, in the order of the file.
  public let texts: [Field: [String]]
  /// Images inside: proof of citizenship (5F16), front (5F1D) and rear (5F1E) of the document.
  public let images: [ChipImage]

  /// Reads DG11 or DG12, its tag included. Throws `document-malformed`.
  public init(_ file: [UInt8], of group: DataGroup) throws(DocumentError) {
    let elements = try DocumentError.explaining("reading \(group.name)") {
      try Self.flattened(try DER.element(file, group.tag, group.name))
    }
    var texts: [Field: [String]] = [:]
    for element in elements {
      guard let field = Field(rawValue: element.tag) else { continue }
      texts[field, default: []].append(Self.text(element.content, isDate: field.isDate))
    }
    self.texts = texts
    images = elements.filter { [0x5f16, 0x5f1d, 0x5f1e].contains($0.tag) && $0.content.count > 16 }
      .map { ChipImage($0.content) }
  }

  /// The first text of a field; nil where there is none or it is empty.
  public subscript(field: Field) -> String? {
    texts[field]?.first { !$0.isEmpty }
  }

  /// Several of a kind stand in an element A0 of their own.
  private static func flattened(_ whole: TLV) throws(MalformedData) -> [TLV] {
    var all: [TLV] = []
    for element in try whole.children() {
      all += element.tag == 0xa0 ? try element.children() : [element]
    }
    return all
  }

  /// Dates are digits, or packed two to a byte.
  private static func text(_ content: ArraySlice<UInt8>, isDate: Bool) -> String {
    guard isDate, content.count < 8 else { return String(decoding: content, as: UTF8.self) }
    return content.map { "\($0 >> 4)\($0 & 0x0f)" }.joined()
  }
}
