// SPDX-License-Identifier: Apache-2.0

import Bytes

extension NISTTransaction {
  /// Largest file that is read; OpenSSL holds a sealed record of this size in memory twice.
  public static let maximumBytes = 100 << 20
  /// Most records in one file; CNT has a few bytes for each.
  public static let maximumRecords = 1000
  /// Most fields in one record.
  public static let maximumFields = 1000
  /// Most information items in one field; feature records have some thousands.
  public static let maximumItems = 100_000

  /// Reads a file in traditional encoding.
  ///
  /// Throws `record-too-large`, or `malformed-record` with the byte where separators, tags or
  /// lengths stop making sense, or where a limit above is passed.
  public init(decoding bytes: [UInt8]) throws(RecordError) {
    let (transaction, fault) = Self.read(bytes)
    if let fault { throw fault }
    self = transaction
  }

  /// The records up to the first fault, and the fault.
  static func read(_ bytes: [UInt8]) -> (NISTTransaction, RecordError?) {
    var transaction = NISTTransaction(records: [])
    guard bytes.count <= maximumBytes else { return (transaction, .tooLarge) }
    var reader = ByteReader(bytes)
    do throws(MalformedData) {
      repeat {
        transaction.records.append(try reader.readRecord(after: transaction.records))
      } while reader.remaining > 0
      return (transaction, nil)
    } catch {
      return (transaction, .malformed(error))
    }
  }
}

extension NISTRecord {
  /// Types and IDCs of the records that follow, as a Type-1 record lists them (1.003, CNT).
  var contents: [(type: Int, idc: Int?)] {
    (self[3]?.subfields ?? []).dropFirst().map { items in
      (nistNumber(items[0]) ?? 0, items.count > 1 ? nistNumber(items[1]) : nil)
    }
  }
}

extension ByteReader {
  fileprivate mutating func readRecord(after: [NISTRecord]) throws(MalformedData) -> NISTRecord {
    guard after.count < NISTTransaction.maximumRecords else {
      throw malformed("at most \(NISTTransaction.maximumRecords) records")
    }
    if let (type, number, _) = peekTag(), number == 1 { return try readTaggedRecord(type) }
    guard let first = after.first else {
      throw malformed("an ANSI/NIST-ITL file, which begins with 1.001:")
    }
    let listed = first.contents.dropFirst(after.count - 1).first?.type
    return try readBinaryRecord(listed)
  }

  /// Types 3 to 8 begin with a four-byte length and no type: CNT tells it, else it is taken for 4.
  private mutating func readBinaryRecord(_ listed: Int?) throws(MalformedData) -> NISTRecord {
    let start = offset
    var header = self
    let length = Int(try header.readUInt32("record length"))
    guard length >= 5, length <= remaining else {
      throw malformed("a record tag, or a binary record of 5 to \(remaining) bytes", at: start)
    }
    let type = listed.flatMap { (3...8).contains($0) ? $0 : nil } ?? 4
    return NISTRecord(type: type, content: .binary(Array(try readBytes(length, "record"))))
  }

  private mutating func readTaggedRecord(_ type: Int) throws(MalformedData) -> NISTRecord {
    let start = offset
    let length = try peekLength()
    guard (1...99).contains(type) else { throw malformed("a record type of 1 to 99") }
    guard length > 0, length <= remaining else {
      throw malformed("a record length within the \(remaining) bytes left, found \(length)")
    }
    var body = try readPart(length - 1, "record")
    try expect([NISTSeparator.file], "FS at the end of the record of \(length) bytes from \(start)")
    var fields: [NISTField] = []
    repeat {
      guard fields.count < NISTTransaction.maximumFields else {
        throw body.malformed("at most \(NISTTransaction.maximumFields) fields")
      }
      if !fields.isEmpty { try body.expect([NISTSeparator.group], "GS between fields") }
      fields.append(try body.readField(type))
    } while body.remaining > 0
    return NISTRecord(type: type, content: .fields(fields))
  }

  private mutating func readField(_ type: Int) throws(MalformedData) -> NISTField {
    guard let (found, number, length) = peekTag(), found == type else {
      throw malformed("a tag of record type \(type)")
    }
    let tag = Array(try readBytes(length, "tag"))
    let value = number == NISTField.data ? rest : rest.prefix { $0 != NISTSeparator.group }
    if number != NISTField.data { try checkText(value) }
    return NISTField(
      number, value: Array(try readBytes(value.count, "value")),
      tag: tag == NISTField.canonicalTag(type, number) ? nil : tag)
  }

  private func checkText(_ value: ArraySlice<UInt8>) throws(MalformedData) {
    var items = 1
    for byte in value {
      guard byte != NISTSeparator.file else {
        throw malformed("no FS inside the record: its length is too large, or the field binary")
      }
      if byte == NISTSeparator.unit || byte == NISTSeparator.record { items += 1 }
    }
    guard items <= NISTTransaction.maximumItems else {
      throw malformed("at most \(NISTTransaction.maximumItems) items in a field, found \(items)")
    }
  }

  /// A tag such as `14.013:` at the next byte: its type, number and bytes.
  private func peekTag() -> (type: Int, number: Int, length: Int)? {
    let head = rest.prefix(13)
    guard let dot = head.firstIndex(of: UInt8(ascii: ".")),
      let colon = head[dot...].firstIndex(of: UInt8(ascii: ":")),
      let type = nistNumber(String(decoding: head[..<dot], as: UTF8.self)),
      let number = nistNumber(String(decoding: head[(dot + 1)..<colon], as: UTF8.self))
    else { return nil }
    return (type, number, colon + 1 - head.startIndex)
  }

  /// The value of field 1, the record's length.
  private func peekLength() throws(MalformedData) -> Int {
    let digits = rest.drop { $0 != UInt8(ascii: ":") }.dropFirst()
      .prefix { $0 != NISTSeparator.group && $0 != NISTSeparator.file }.prefix(10)
    guard let length = nistNumber(String(decoding: digits, as: UTF8.self)) else {
      throw malformed("a record length of 1 to 9 digits in field 1")
    }
    return length
  }
}

extension RecordError {
  fileprivate static let tooLarge = RecordError(
    "record-too-large",
    """
    Reading an ANSI/NIST-ITL file: it has more than \(NISTTransaction.maximumBytes) bytes. Give a \
    single transaction.
    """)

  fileprivate static func malformed(_ cause: MalformedData) -> RecordError {
    RecordError(
      "malformed-record",
      "Reading an ANSI/NIST-ITL file: broken \(cause). Ask its maker for a new copy.")
  }
}
