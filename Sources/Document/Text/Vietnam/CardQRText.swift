// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The text of the QR code on the cards of 2021 (front) and 2024 (back): fields between bars. The first seven
/// are the same on both; what follows on the card of 2024 is kept in order, as no public text names it.
public struct CardQRText: Sendable, Hashable {
  /// The first seven fields, with their names in errors.
  public enum Field: String, Sendable, Hashable, CaseIterable {
    /// 12 digits.
    case number
    /// 9 digits, or empty.
    case oldNumber = "old-number"
    /// As printed.
    case name
    /// `ddMMyyyy`.
    case birth
    /// `Nam` or `Nữ`.
    case sex
    /// One line.
    case residence
    /// `ddMMyyyy`.
    case issueDate = "issue-date"
  }

  /// The personal number.
  public let number: PersonalNumber
  /// The number of the old card; nil where there was none.
  public let oldNumber: String?
  /// The name.
  public let name: VietnameseName
  /// The day of birth.
  public let birth: DocumentDate
  /// The sex.
  public let sex: PersonalNumber.Sex
  /// The residence, in NFC.
  public let residence: String
  /// The day of issue.
  public let issueDate: DocumentDate
  /// Fields after the seventh, in order, in NFC.
  public let furtherFields: [String]

  /// Most characters of such a code; a QR code holds 2,953 bytes at most.
  private static let mostBytes = 4096

  /// Reads the code's text. Throws `qr-fields` for fewer than seven fields, `qr-field` naming the first one
  /// that does not follow its format.
  public init(_ text: some StringProtocol) throws(TextError) {
    let clean = String(text).trimmingCharacters(in: .whitespacesAndNewlines)
      .precomposedStringWithCanonicalMapping
    let fields = clean.split(separator: "|", omittingEmptySubsequences: false).map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    guard fields.count >= 7, clean.utf8.count <= Self.mostBytes else {
      throw TextError(.qrFields, "\(fields.count)")
    }
    number = try Self.required(.number, try? PersonalNumber(fields[0]))
    guard Self.isOldNumber(fields[1]) else { throw Self.wrong(.oldNumber) }
    oldNumber = fields[1].isEmpty ? nil : fields[1]
    name = VietnameseName(fields[2])
    guard !name.folded.isEmpty else { throw Self.wrong(.name) }
    birth = try Self.required(.birth, Self.birth(fields[3]))
    sex = try Self.required(.sex, PersonalNumber.Sex(vietnamese: fields[4]))
    residence = fields[5]
    guard !residence.isEmpty else { throw Self.wrong(.residence) }
    issueDate = try Self.required(.issueDate, DocumentDate(ddMMyyyy: fields[6]))
    furtherFields = Array(fields.dropFirst(7))
  }

  /// Old numbers have nine digits; some persons had a 12-digit one before.
  private static func isOldNumber(_ text: String) -> Bool {
    [0, 9, 12].contains(text.utf8.count)
      && text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// Where only the year is known, day and month may be zeros.
  private static func birth(_ text: String) -> DocumentDate? {
    if text.hasPrefix("0000") { return Int(text.suffix(4)).flatMap { DocumentDate(year: $0) } }
    return DocumentDate(ddMMyyyy: text)
  }

  private static func required<T>(_ field: Field, _ value: T?) throws(TextError) -> T {
    guard let value else { throw wrong(field) }
    return value
  }

  private static func wrong(_ field: Field) -> TextError { TextError(.qrField, field.rawValue) }
}

extension PersonalNumber.Sex {
  /// `Nam` or `Nữ`, in any letter case and normal form; nil for anything else.
  public init?(vietnamese text: some StringProtocol) {
    switch String(text).precomposedStringWithCanonicalMapping.lowercased() {
    case "nam": self = .male
    case "nữ", "nu": self = .female
    default: return nil
    }
  }
}
