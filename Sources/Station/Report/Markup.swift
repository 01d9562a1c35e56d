// SPDX-License-Identifier: Apache-2.0

/// HTML text in which every interpolated string is escaped: a name can never become a tag.
struct Markup: ExpressibleByStringInterpolation {
  let markup: String

  /// Takes text that is HTML already and comes from this program.
  init(trusted: String) { markup = trusted }

  init(stringLiteral text: String) { markup = text }

  init(stringInterpolation pieces: Pieces) { markup = pieces.text }

  /// Pieces of HTML one after the other.
  init(joining pieces: [Markup]) { markup = pieces.map(\.markup).joined() }

  struct Pieces: StringInterpolationProtocol {
    fileprivate var text = ""

    init(literalCapacity: Int, interpolationCount: Int) { text.reserveCapacity(literalCapacity) }

    mutating func appendLiteral(_ literal: String) { text += literal }

    mutating func appendInterpolation(_ piece: Markup) { text += piece.markup }

    mutating func appendInterpolation(_ number: Int) { text += String(number) }

    mutating func appendInterpolation(_ value: String) {
      for character in value.unicodeScalars {
        switch character {
        case "&": text += "&amp;"
        case "<": text += "&lt;"
        case ">": text += "&gt;"
        case "\"": text += "&quot;"
        case "'": text += "&#39;"
        default: text.unicodeScalars.append(character)
        }
      }
    }
  }
}
