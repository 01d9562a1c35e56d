// SPDX-License-Identifier: Apache-2.0

/// One element of tag, length and value (BER of ISO/IEC 8825-1, as ISO/IEC 7816-4 clause 5.2.2 uses it).
///
/// Values are views into the bytes read, so the encoding stays as it came: digests are computed over
/// what was read, never over a new encoding.
public struct TLV: Sendable, Hashable {
  /// Most elements that `children` gives: far more than any document has, few enough to stay quick.
  public static let mostChildren = 4096

  /// The tag as it is written, such as 0x61 or 0x7f49; at most three bytes.
  public let tag: UInt32
  /// The value.
  public let content: ArraySlice<UInt8>
  /// Tag, length and value as read.
  public let encoded: ArraySlice<UInt8>

  /// Whether the value is made of elements again.
  public var isConstructed: Bool {
    let first = tag > 0xffff ? tag >> 16 : tag > 0xff ? tag >> 8 : tag
    return first & 0x20 != 0
  }

  /// The elements of the value. Throws `MalformedData` when it is not made of elements.
  public func children() throws(MalformedData) -> [TLV] {
    var reader = ByteReader(content)
    return try reader.readTLVs("the elements of tag \(String(tag, radix: 16))")
  }

  /// The first element of the value with a tag; nil when there is none or the value is not made of
  /// elements.
  public func first(_ tag: UInt32) -> TLV? { (try? children())?.first { $0.tag == tag } }

  /// The bytes of an element; the length in the shortest form (DER).
  public static func encoding(_ tag: UInt32, _ content: some Collection<UInt8>) -> [UInt8] {
    bigEndian(tag) + length(content.count) + content
  }

  private static func length(_ count: Int) -> [UInt8] {
    guard count > 0x7f else { return [UInt8(count)] }
    let bytes = bigEndian(UInt32(clamping: count))
    return [0x80 | UInt8(bytes.count)] + bytes
  }

  /// Without zeros in front, but at least one byte.
  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    let bytes = stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> $0) }
    let short = Array(bytes.drop { $0 == 0 })
    return short.isEmpty ? [0] : short
  }
}

extension ByteReader {
  /// Reads one element. Indefinite lengths, tags of more than three bytes and values that reach beyond
  /// the end are refused. `what` names it in the error.
  public mutating func readTLV(_ what: String) throws(MalformedData) -> TLV {
    let whole = rest
    let (tag, count) = try readHeader(what)
    let content = try readBytes(count, what)
    return TLV(
      tag: tag, content: content, encoded: whole[whole.startIndex..<content.endIndex])
  }

  /// Reads elements up to the end, at most `TLV.mostChildren`.
  public mutating func readTLVs(_ what: String) throws(MalformedData) -> [TLV] {
    var elements: [TLV] = []
    while remaining > 0 {
      guard elements.count < TLV.mostChildren else {
        throw malformed("at most \(TLV.mostChildren) of \(what)")
      }
      elements.append(try readTLV(what))
    }
    return elements
  }

  /// Reads tag and length; the value may reach beyond the end. For the size of a file of which only
  /// the start is known.
  public mutating func readHeader(
    _ what: String
  ) throws(MalformedData) -> (tag: UInt32, count: Int) {
    let start = offset
    var tag = UInt32(try readUInt8(what))
    if tag & 0x1f == 0x1f {
      var next: UInt8
      repeat {
        guard tag <= 0xffff else { throw malformed("a tag of at most three bytes", at: start) }
        next = try readUInt8(what)
        tag = tag << 8 | UInt32(next)
      } while next & 0x80 != 0
    }
    return (tag, try readLength(what))
  }

  private mutating func readLength(_ what: String) throws(MalformedData) -> Int {
    let start = offset
    let first = try readUInt8(what)
    guard first & 0x80 != 0 else { return Int(first) }
    let size = Int(first & 0x7f)
    guard (1...4).contains(size) else {
      throw malformed("a length of one to four bytes for \(what)", at: start)
    }
    return try readBytes(size, what).reduce(0) { $0 << 8 | Int($1) }
  }
}
