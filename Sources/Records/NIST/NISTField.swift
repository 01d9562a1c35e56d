// SPDX-License-Identifier: Apache-2.0

/// A tagged field: a number and a value of subfields and information items.
public struct NISTField: Sendable, Hashable {
  /// Number after the dot, 1 to nine digits: 13 in `14.013:`.
  public let number: Int
  /// Everything after the colon.
  public let value: [UInt8]
  /// The tag as a file has it, where it is not the usual one of three digits, such as `1.01:`.
  let tag: [UInt8]?

  /// Number of the field that holds binary data, always the last one.
  public static let data = 999

  init(_ number: Int, value: [UInt8], tag: [UInt8]? = nil) {
    self.number = number
    self.value = value
    self.tag = tag
  }

  /// A field of one item.
  init(_ number: Int, _ text: String) { self.init(number, value: Array(text.utf8)) }

  /// A field of one subfield for each list of items.
  init(_ number: Int, _ subfields: [[String]]) {
    let rows = subfields.map { Array($0.map(\.utf8).joined(separator: [NISTSeparator.unit])) }
    self.init(number, value: Array(rows.joined(separator: [NISTSeparator.record])))
  }

  /// The items of each subfield as text; bytes that are not UTF-8 are shown as U+FFFD.
  public var subfields: [[String]] {
    split(value[...], at: NISTSeparator.record).map { row in
      split(row, at: NISTSeparator.unit).map { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// The field as text, for fields of one item.
  public var text: String { String(decoding: value, as: UTF8.self) }

  /// An item of the first subfield as a number of at most nine digits; nil for anything else.
  public func number(at item: Int) -> Int? {
    let items = subfields.first ?? []
    return items.indices.contains(item) ? nistNumber(items[item]) : nil
  }

  static func canonicalTag(_ type: Int, _ number: Int) -> [UInt8] {
    Array("\(type).\(padded(number, 3)):".utf8)
  }

  private func split(_ bytes: ArraySlice<UInt8>, at separator: UInt8) -> [ArraySlice<UInt8>] {
    bytes.split(separator: separator, omittingEmptySubsequences: false)
  }
}

/// A number of one to nine digits, so that sums and products of two of them cannot overflow.
func nistNumber(_ text: String) -> Int? { text.utf8.count <= 9 ? decimal(text) : nil }
