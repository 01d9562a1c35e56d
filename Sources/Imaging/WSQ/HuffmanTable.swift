// SPDX-License-Identifier: Apache-2.0

import Bytes

/// A Huffman table as a WSQ file keeps it: how many codes of each length, and their symbols in order.
///
/// Codes are counted up through each length, as in JPEG (ISO/IEC 10918-1 annex C).
struct HuffmanTable: Hashable {
  /// Codes of 1...16 bits.
  let counts: [Int]
  /// Symbols, shortest code first.
  let symbols: [UInt8]

  static let longestCode = 16
  /// Tables that a file can define.
  static let maximumTables = 8

  /// Reads one table of a segment and its number.
  static func read(
    _ reader: inout ByteReader
  ) throws(MalformedData) -> (number: Int, table: HuffmanTable) {
    let number = Int(try reader.readUInt8("a Huffman table's number"))
    guard number < maximumTables else {
      throw reader.malformed("a Huffman table number below 8", at: reader.offset - 1)
    }
    let counts = try reader.readBytes(longestCode, "a Huffman table's code lengths").map(Int.init)
    let total = counts.reduce(0, +)
    guard total <= 256, fits(counts) else {
      throw reader.malformed("code lengths that make a Huffman code", at: reader.offset - 16)
    }
    let symbols = Array(try reader.readBytes(total, "a Huffman table's symbols"))
    return (number, HuffmanTable(counts: counts, symbols: symbols))
  }

  /// The table as a part of a segment.
  func content(number: Int) -> [UInt8] {
    [UInt8(number)] + counts.map { UInt8($0) } + symbols
  }

  /// Whether no length has more codes than are left for it. A code of ones only is reserved, but
  /// files in use have it.
  private static func fits(_ counts: [Int]) -> Bool {
    var free = 1
    for count in counts {
      free = free * 2 - count
      if free < 0 { return false }
    }
    return true
  }

  /// Calls `body` with each symbol, its code and the bits of the code.
  func forEachCode(_ body: (_ symbol: UInt8, _ code: UInt32, _ length: Int) -> Void) {
    var code: UInt32 = 0
    var next = 0
    for (index, count) in counts.enumerated() {
      for symbol in symbols[next..<next + count] {
        body(symbol, code, index + 1)
        code += 1
      }
      next += count
      code <<= 1
    }
  }
}
