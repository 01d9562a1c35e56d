// SPDX-License-Identifier: Apache-2.0

/// The block of 512 bytes in front of each file of an archive.
struct UstarHeader {
  /// Bytes of a block.
  static let count = 512

  let name: String
  let size: Int

  init(name: String, size: Int) { (self.name, self.size) = (name, size) }

  /// A file name that leads nowhere else.
  static func isPlain(name: String) -> Bool {
    (1...64).contains(name.utf8.count) && !name.hasPrefix(".") && !name.hasPrefix("-")
      && name.utf8.allSatisfy(isPlain)
  }

  /// A file's bytes in whole blocks.
  static func padded(_ size: Int) -> Int { (size + count - 1) / count * count }

  private static func isPlain(_ letter: UInt8) -> Bool {
    switch letter {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// Where a field lies.
  private enum Field {
    static let name = 0..<100
    static let mode = 100..<108
    static let owner = 108..<116
    static let group = 116..<124
    static let size = 124..<136
    static let time = 136..<148
    static let checksum = 148..<156
    static let kind = 156
    static let magic = 257..<265
    static let prefix = 345..<500
  }

  /// `ustar`, a zero, and version 00.
  private static let magic = Array("ustar\u{0}00".utf8)
  private static let plainFile = UInt8(ascii: "0")

  func encoded(at time: UTCTime) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: Self.count)
    func put(_ bytes: [UInt8], _ field: Range<Int>) {
      let place = field.lowerBound..<field.lowerBound + min(bytes.count, field.count)
      block.replaceSubrange(place, with: bytes.prefix(field.count))
    }
    put(Array(name.utf8), Field.name)
    put(Self.octal(0o600, Field.mode), Field.mode)
    put(Self.octal(0, Field.owner), Field.owner)
    put(Self.octal(0, Field.group), Field.group)
    put(Self.octal(size, Field.size), Field.size)
    put(Self.octal(time.secondsSince1970, Field.time), Field.time)
    block[Field.kind] = Self.plainFile
    put(Self.magic, Field.magic)
    // Six digits, a zero, a blank.
    put(Self.octal(Self.checksum(block[...]), 0..<7) + [0x20], Field.checksum)
    return block
  }

  /// Reads a block; nil for one of zeros, which ends the archive. Throws `archive`.
  init?(_ block: ArraySlice<UInt8>) throws(RecordError) {
    guard block.count == Self.count else { throw .archive("it ends within a header") }
    guard block.contains(where: { $0 != 0 }) else { return nil }
    let block = Array(block)
    guard block[Field.magic].elementsEqual(Self.magic), block[Field.kind] == Self.plainFile,
      block[Field.prefix].allSatisfy({ $0 == 0 })
    else { throw .archive("it holds something else than plain files of the ustar format") }
    guard Self.number(block[Field.checksum]) == Self.checksum(block[...]),
      let size = Self.number(block[Field.size]), size <= RecordArchive.maximumBytes
    else { throw .archive("a header's checksum or size is wrong") }
    self.size = size
    name = String(decoding: block[Field.name].prefix { $0 != 0 }, as: UTF8.self)
    guard Self.isPlain(name: name) else { throw .archive("a file's name is a path or not plain") }
  }

  /// Octal digits that fill a field but for the zero at its end.
  private static func octal(_ value: Int, _ field: Range<Int>) -> [UInt8] {
    let digits = Array(String(value, radix: 8).utf8)
    let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: max(0, field.count - 1 - digits.count))
    return zeros + digits + [0]
  }

  /// Octal digits, then zeros or blanks; nil for anything else.
  private static func number(_ field: ArraySlice<UInt8>) -> Int? {
    let digits = field.prefix { $0 != 0 && $0 != 0x20 }
    guard field.dropFirst(digits.count).allSatisfy({ $0 == 0 || $0 == 0x20 }),
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "7")).contains($0) })
    else {
      return nil
    }
    return Int(String(decoding: digits, as: UTF8.self), radix: 8)
  }

  /// The sum of all bytes, those of the checksum counted as blanks.
  private static func checksum(_ block: ArraySlice<UInt8>) -> Int {
    block.indices.reduce(0) { $0 + (Field.checksum.contains($1) ? 0x20 : Int(block[$1])) }
  }
}

extension RecordError {
  static func archive(_ found: String) -> RecordError {
    RecordError(
      "archive", "Reading or making a record's archive: \(found). Ask for the record again.")
  }
}
