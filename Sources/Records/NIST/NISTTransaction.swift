// SPDX-License-Identifier: Apache-2.0

/// An ANSI/NIST-ITL file in traditional encoding, without loss: what was read is written again
/// byte for byte.
///
/// The model knows separators, lengths and tags, and nothing of what the fields mean; `NISTCheck`
/// does.
public struct NISTTransaction: Sendable, Hashable {
  /// The records in file order, Type-1 first.
  public var records: [NISTRecord]

  /// A transaction of these records.
  public init(records: [NISTRecord]) { self.records = records }

  /// The file.
  public func encoded() -> [UInt8] {
    var bytes: [UInt8] = []
    for record in records { bytes += record.encoded() }
    return bytes
  }

  /// The records of one type.
  public func records(ofType type: Int) -> [NISTRecord] { records.filter { $0.type == type } }
}

/// One logical record.
public struct NISTRecord: Sendable, Hashable {
  /// Record type, 1...99.
  public let type: Int
  /// What it holds.
  public let content: Content

  /// Fields with tags, or, in types 3 to 8, bytes in fixed places.
  public enum Content: Sendable, Hashable {
    /// Tagged fields, the length (field 1) included.
    case fields([NISTField])
    /// The whole record, its four length bytes included.
    case binary([UInt8])
  }

  /// A record as read; no length is computed.
  init(type: Int, content: Content) {
    self.type = type
    self.content = content
  }

  /// A new tagged record: field 1 with the record's length is put before the fields.
  init(type: Int, fields: [NISTField]) {
    var length = 0
    var record = NISTRecord(type: type, content: .fields(fields))
    repeat {
      length = record.encoded().count
      let field = NISTField(1, "\(length)")
      record = NISTRecord(type: type, content: .fields([field] + fields))
    } while record.encoded().count != length
    self = record
  }

  /// The tagged fields; none in a binary record.
  public var fields: [NISTField] {
    if case .fields(let fields) = content { fields } else { [] }
  }

  /// The first field of this number.
  public subscript(_ number: Int) -> NISTField? { fields.first { $0.number == number } }

  /// Information designation character, which links records of one sample; nil in Type-1 and
  /// where it is not a number.
  public var idc: Int? {
    switch content {
    case .fields: type == 1 ? nil : self[2]?.number(at: 0)
    case .binary(let bytes): bytes.count > 4 ? Int(bytes[4]) : nil
    }
  }

  func encoded() -> [UInt8] {
    switch content {
    case .binary(let bytes): return bytes
    case .fields(let fields):
      var bytes: [UInt8] = []
      for field in fields {
        if !bytes.isEmpty { bytes.append(NISTSeparator.group) }
        bytes += field.tag ?? NISTField.canonicalTag(type, field.number)
        bytes += field.value
      }
      return bytes + [NISTSeparator.file]
    }
  }
}

/// The four information separators (ANSI/NIST-ITL 1-2011 annex B).
enum NISTSeparator {
  /// FS ends a record.
  static let file: UInt8 = 0x1c
  /// GS stands between fields.
  static let group: UInt8 = 0x1d
  /// RS stands between subfields.
  static let record: UInt8 = 0x1e
  /// US stands between information items.
  static let unit: UInt8 = 0x1f
}
