// SPDX-License-Identifier: Apache-2.0

import Bytes
import Foundation

/// DG13 of the Vietnamese card: the person's data, numbered. No public text describes it; this is what was
/// seen: a list of pairs of a number and one or more texts, read by number and with tolerance.
public struct VietnameseCardData: Sendable, Hashable {
  /// What a number stands for.
  public enum Field: Int, Sendable, Hashable, CaseIterable {
    /// The personal number.
    case number = 1
    /// The full name.
    case fullName
    /// The day of birth, `dd/MM/yyyy`.
    case birth
    /// `Nam` or `Nữ`.
    case sex
    /// The nationality's name.
    case nationality
    /// The ethnic group.
    case ethnicity
    /// The religion.
    case religion
    /// The place of origin; on the card of 2024 the place of birth registration.
    case placeOfOrigin
    /// The residence.
    case residence
    /// Identifying marks.
    case identifyingMarks
    /// The day of issue, `dd/MM/yyyy`.
    case issueDate
    /// The last day of validity, `dd/MM/yyyy`, or words for "no limit".
    case expiryDate
    /// Father and mother, in this order.
    case parents
    /// The spouse.
    case spouse
    /// The number of the old card.
    case oldNumber
    /// 16 hexadecimal digits of unknown meaning.
    case chipString
  }

  /// The texts of each number, in NFC; empty for a field that is there without a text.
  public let texts: [Field: [String]]
  /// Pairs whose number is not known, as they came.
  public let unknown: [Int: [UInt8]]

  /// Reads DG13, its tag included. Throws `document-malformed` where it is no list of numbered pairs.
  public init(_ file: [UInt8]) throws(DocumentError) {
    let pairs = try DocumentError.explaining("reading DG13") { try Self.pairs(file) }
    var texts: [Field: [String]] = [:]
    var unknown: [Int: [UInt8]] = [:]
    for pair in pairs {
      guard var parts = try? ElementReader(pair, "a numbered pair"),
        let number = try? parts.readInt()
      else { continue }
      if let field = Field(rawValue: number) {
        texts[field] = Self.texts(in: pair.content, depth: 0)
      } else {
        unknown[number] = Array(pair.encoded)
      }
    }
    (self.texts, self.unknown) = (texts, unknown)
  }

  /// The first text of a field; nil where there is none or it is empty.
  public subscript(field: Field) -> String? { texts[field]?.first { !$0.isEmpty } }

  /// The father's name.
  public var father: String? { self[.parents] }
  /// The mother's name.
  public var mother: String? { texts[.parents]?.dropFirst().first }

  /// 30 { version, identifier, SET of pairs }; the set is looked for, as chips differ.
  private static func pairs(_ file: [UInt8]) throws -> [TLV] {
    let whole = try DER.element(file, 0x6d, "DG13")
    for sequence in try whole.children() where sequence.tag == DER.sequence {
      for list in try sequence.children() where list.tag == DER.set || list.tag == DER.sequence {
        return try list.children().filter { $0.tag == DER.sequence }
      }
    }
    throw MalformedData(offset: 0, expected: "a list of numbered pairs")
  }

  /// All strings below: some chips nest the parents' names one by one, others both together.
  private static func texts(in bytes: ArraySlice<UInt8>, depth: Int) -> [String] {
    var reader = ByteReader(bytes)
    guard depth < 8, let elements = try? reader.readTLVs("a numbered pair") else { return [] }
    return elements.flatMap { element -> [String] in
      if stringTags.contains(element.tag) { return [text(element.content)] }
      return element.isConstructed ? texts(in: element.content, depth: depth + 1) : []
    }
  }

  private static func text(_ content: ArraySlice<UInt8>) -> String {
    String(decoding: content, as: UTF8.self).precomposedStringWithCanonicalMapping
  }

  /// UTF8String, NumericString, PrintableString, T61String, IA5String.
  private static let stringTags: [UInt32] = [0x0c, 0x12, 0x13, 0x14, 0x16]
}
