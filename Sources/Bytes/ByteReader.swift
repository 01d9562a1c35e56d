// SPDX-License-Identifier: Apache-2.0

/// Reads a binary format front to back; every step is checked and throws `MalformedData`.
///
/// Numbers are big-endian, the byte order of the biometric record formats. A reader of a part
/// (`readPart`) reports offsets from the start of the whole, so that a message always names the
/// place in the file.
public struct ByteReader: Sendable {
  private let bytes: ArraySlice<UInt8>
  private let base: Int
  private var position: Int

  /// Takes the bytes to read, without copying them.
  public init(_ bytes: ArraySlice<UInt8>) {
    self.init(bytes, base: bytes.startIndex)
  }

  /// Takes the bytes to read, without copying them.
  public init(_ bytes: [UInt8]) {
    self.init(bytes[...])
  }

  private init(_ bytes: ArraySlice<UInt8>, base: Int) {
    self.bytes = bytes
    self.base = base
    position = bytes.startIndex
  }

  /// Offset of the next byte from the start of the data.
  public var offset: Int { position - base }

  /// Bytes not read yet.
  public var remaining: Int { bytes.endIndex - position }

  /// The bytes not read yet, left where they are.
  public var rest: ArraySlice<UInt8> { bytes[position...] }

  /// Reads one byte. `what` names it in the error, as in "finger position".
  public mutating func readUInt8(_ what: String) throws(MalformedData) -> UInt8 {
    try require(1, what)
    defer { position += 1 }
    return bytes[position]
  }

  /// Reads two bytes, the high one first.
  public mutating func readUInt16(_ what: String) throws(MalformedData) -> UInt16 {
    try require(2, what)
    return UInt16(try readUInt8(what)) << 8 | UInt16(try readUInt8(what))
  }

  /// Reads four bytes, the highest first.
  public mutating func readUInt32(_ what: String) throws(MalformedData) -> UInt32 {
    try require(4, what)
    return UInt32(try readUInt16(what)) << 16 | UInt32(try readUInt16(what))
  }

  /// Reads `count` bytes as a view into the data. A negative count is refused as well.
  public mutating func readBytes(
    _ count: Int, _ what: String
  ) throws(MalformedData) -> ArraySlice<UInt8> {
    try require(count, what)
    defer { position += count }
    return bytes[position..<position + count]
  }

  /// Reads `count` bytes as a reader of their own, whose offsets still count from the whole.
  public mutating func readPart(
    _ count: Int, _ what: String
  ) throws(MalformedData) -> ByteReader {
    ByteReader(try readBytes(count, what), base: base)
  }

  /// Reads exactly these bytes or throws.
  public mutating func expect(_ expected: [UInt8], _ what: String) throws(MalformedData) {
    guard rest.starts(with: expected) else { throw malformed(what) }
    position += expected.count
  }

  /// Throws when bytes are left over. `what` names the part that should have ended.
  public func expectEnd(of what: String) throws(MalformedData) {
    guard remaining == 0 else {
      throw malformed("the end of \(what), found \(remaining) more bytes")
    }
  }

  /// The error for a rule broken at `offset`; without one, at the next byte.
  public func malformed(_ expected: String, at offset: Int? = nil) -> MalformedData {
    MalformedData(offset: offset ?? self.offset, expected: expected)
  }

  private func require(_ count: Int, _ what: String) throws(MalformedData) {
    guard count >= 0, count <= remaining else {
      throw malformed("\(count) bytes of \(what), found \(remaining)")
    }
  }
}
