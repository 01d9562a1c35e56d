// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Longest text of a civil field, in characters.
private let maximumCivilText = 200

/// A civil text in Unicode NFC, without blanks at its ends; throws `civil-data`.
func civilText(_ text: String, _ field: String) throws(RecordError) -> String {
  let clean = text.precomposedStringWithCanonicalMapping
    .trimmingCharacters(in: .whitespacesAndNewlines)
  guard !clean.isEmpty, clean.count <= maximumCivilText,
    clean.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
  else { throw .civilData(field, "1 to \(maximumCivilText) characters and no control characters") }
  return clean
}

/// The same for a text that may be absent.
func civilText(_ text: String?, _ field: String) throws(RecordError) -> String? {
  guard let text else { return nil }
  let clean: String = try civilText(text, field)
  return clean
}

/// The text in capital letters A to Z, digits and blanks, as machine-readable zones write it: marks
/// are dropped, Đ becomes D, and any other character a blank.
public func asciiFold(_ text: String) -> String {
  let letters = text.uppercased().replacing("Đ", with: "D").decomposedStringWithCanonicalMapping
    .unicodeScalars.filter { $0.properties.generalCategory != .nonspacingMark }
    .map {
      $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil) ? $0 : " "
    }
  return String(String.UnicodeScalarView(letters)).split(separator: " ").joined(separator: " ")
}

extension RecordError {
  static func civilData(_ field: String, _ expected: String) -> RecordError {
    RecordError(
      "civil-data",
      "Checking the applicant's data: \(field) must have \(expected). Correct it in the application."
    )
  }
}
