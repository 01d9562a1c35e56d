// SPDX-License-Identifier: Apache-2.0

/// An entry of a code list: a ward, a reason why somebody was not enrolled, an error's code.
///
/// 1 to 40 ASCII letters, digits, dots, underscores and hyphens, of these at most eight digits: an
/// identity number (9 or 12 digits) or a telephone number (10) does not fit, nor does a name with its
/// blanks and marks.
public struct ListCode: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The code.
  public let description: String

  /// Takes a code; nil for any other text.
  public init?(_ text: String) {
    let allowed = text.utf8.allSatisfy {
      Character(UnicodeScalar($0)).isASCIILetterOrDigit || "._-".utf8.contains($0)
    }
    let digits = text.utf8.count { (48...57).contains($0) }
    guard allowed, (1...40).contains(text.utf8.count), digits <= 8 else { return nil }
    description = text
  }

  init(unchecked text: String) { description = text }

  /// Orders by text.
  public static func < (lhs: ListCode, rhs: ListCode) -> Bool { lhs.description < rhs.description }
}

/// Names an operator of the station: 1 to 16 lower-case letters, digits and hyphens, a letter first, at
/// most eight digits.
public struct OperatorID: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The id.
  public let description: String

  /// Takes an id; nil for any other text.
  public init?(_ text: String) {
    guard let code = ListCode(text), text.utf8.count <= 16, text == text.lowercased(),
      !text.contains("."), !text.contains("_"), text.first?.isLetter == true
    else { return nil }
    description = code.description
  }

  /// Orders by text.
  public static func < (lhs: OperatorID, rhs: OperatorID) -> Bool {
    lhs.description < rhs.description
  }
}

extension Character {
  fileprivate var isASCIILetterOrDigit: Bool { isASCII && (isLetter || isNumber) }
}
