// SPDX-License-Identifier: Apache-2.0

import Bytes

/// The elements of DER (ITU-T X.690) that messages and certificates are written with.
enum DER {
  static func sequence(_ parts: [[UInt8]]) -> [UInt8] { TLV.encoding(0x30, Array(parts.joined())) }

  static func sequence(_ parts: [UInt8]...) -> [UInt8] { sequence(parts) }

  /// A SET OF: its elements in the order of their encodings (clause 11.6).
  static func set(_ parts: [[UInt8]]) -> [UInt8] { TLV.encoding(0x31, sorted(parts)) }

  /// The elements of a SET OF without its tag, for an implicit one.
  static func sorted(_ parts: [[UInt8]]) -> [UInt8] {
    Array(parts.sorted { $0.lexicographicallyPrecedes($1) }.joined())
  }

  static func octets(_ bytes: [UInt8]) -> [UInt8] { TLV.encoding(0x04, bytes) }

  /// A BIT STRING of whole bytes.
  static func bits(_ bytes: [UInt8]) -> [UInt8] { TLV.encoding(0x03, [0] + bytes) }

  /// An INTEGER of 0...127.
  static func integer(_ value: UInt8) -> [UInt8] { TLV.encoding(0x02, [value & 0x7f]) }

  static func utf8(_ text: String) -> [UInt8] { TLV.encoding(0x0c, Array(text.utf8)) }

  /// A PrintableString, for letters.
  static func printable(_ letters: [UInt8]) -> [UInt8] { TLV.encoding(0x13, letters) }

  static func boolean(_ value: Bool) -> [UInt8] { TLV.encoding(0x01, [value ? 0xff : 0]) }

  static let null: [UInt8] = [0x05, 0x00]

  /// A context-specific constructed element [n].
  static func tagged(_ number: UInt32, _ content: [UInt8]) -> [UInt8] {
    TLV.encoding(0xa0 | number, content)
  }

  /// An object identifier from its dotted form.
  static func identifier(_ dotted: String) -> [UInt8] {
    var arcs = dotted.split(separator: ".").compactMap { UInt128($0) }
    guard arcs.count >= 2 else { return TLV.encoding(0x06, [UInt8]()) }
    arcs.replaceSubrange(0..<2, with: [40 * arcs[0] + arcs[1]])
    return TLV.encoding(0x06, arcs.flatMap(base128))
  }

  /// An AlgorithmIdentifier; without parameters they are absent, not NULL.
  static func algorithm(_ dotted: String, _ parameters: [UInt8] = []) -> [UInt8] {
    sequence(identifier(dotted), parameters)
  }

  /// UTCTime through 2049, GeneralizedTime otherwise (RFC 5280, clause 4.1.2.5).
  static func time(_ secondsSince1970: Int64) -> [UInt8] {
    let (year, text) = calendarText(secondsSince1970)
    return (1950..<2050).contains(year)
      ? TLV.encoding(0x17, Array(text.utf8.dropFirst(2))) : TLV.encoding(0x18, Array(text.utf8))
  }

  private static func base128(_ value: UInt128) -> [UInt8] {
    var groups = [UInt8(value & 0x7f)]
    var rest = value >> 7
    while rest > 0 {
      groups.append(UInt8(rest & 0x7f) | 0x80)
      rest >>= 7
    }
    return groups.reversed()
  }

  /// `YYYYMMDDHHMMSSZ` of the proleptic Gregorian calendar, and the year.
  private static func calendarText(_ secondsSince1970: Int64) -> (year: Int64, text: String) {
    // Times outside the years 0...9999 are no certificate's; the nearest stands for them.
    let time = min(max(secondsSince1970, -62_167_219_200), 253_402_300_799)
    let day = time >= 0 ? time / 86_400 : (time - 86_399) / 86_400
    let second = time - day * 86_400
    // Days counted from 1 March of the year 0, so that leap days end a year.
    let shifted = day + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * month + 2) / 5 + 1
    let civilMonth = month < 10 ? month + 3 : month - 9
    let year = yearOfEra + era * 400 + (civilMonth <= 2 ? 1 : 0)
    let fields =
      [(year, 4), (civilMonth, 2), (dayOfMonth, 2)]
      + [second / 3600, second / 60 % 60, second % 60].map { ($0, 2) }
    let text = fields.map { value, width in
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return (year, text.joined() + "Z")
  }
}
