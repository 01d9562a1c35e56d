// SPDX-License-Identifier: Apache-2.0

public import Bytes

extension CommandAPDU {
  /// Reads the bytes of a command, of either form (ISO/IEC 7816-4, clause 5.1): for emulated cards.
  ///
  /// Throws for fewer than four bytes and for lengths that do not fit.
  public init(parsing bytes: [UInt8]) throws(MalformedData) {
    var reader = ByteReader(bytes)
    let header = Array(try reader.readBytes(4, "a command's header"))
    let (data, expected) = try Self.body(&reader)
    do throws(CardError) {
      try self.init(
        cla: header[0], ins: header[1], p1: header[2], p2: header[3], data: data,
        expected: expected)
    } catch { throw reader.malformed("a command that fits its form") }
  }

  private static func body(
    _ reader: inout ByteReader
  ) throws(MalformedData) -> (data: [UInt8], expected: Int?) {
    guard reader.remaining > 1 else {
      return ([], reader.remaining == 0 ? nil : try awaited(&reader, isExtended: false))
    }
    let first = try reader.readUInt8("Lc")
    let isExtended = first == 0
    if isExtended, reader.remaining == 2 { return ([], try awaited(&reader, isExtended: true)) }
    let count = isExtended ? Int(try reader.readUInt16("Lc")) : Int(first)
    let data = Array(try reader.readBytes(count, "command data"))
    guard reader.remaining > 0 else { return (data, nil) }
    let expected = try awaited(&reader, isExtended: isExtended)
    try reader.expectEnd(of: "the command")
    return (data, expected)
  }

  /// Le, where zero is the full range.
  private static func awaited(
    _ reader: inout ByteReader, isExtended: Bool
  ) throws(MalformedData) -> Int {
    let value = isExtended ? Int(try reader.readUInt16("Le")) : Int(try reader.readUInt8("Le"))
    return value > 0 ? value : isExtended ? 65_536 : 256
  }
}
