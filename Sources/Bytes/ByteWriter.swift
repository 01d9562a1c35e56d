// SPDX-License-Identifier: Apache-2.0

/// Appends to a binary format; numbers are big-endian, as `ByteReader` reads them.
public struct ByteWriter: Sendable {
  /// What was written so far.
  public private(set) var bytes: [UInt8] = []

  /// An empty writer.
  public init() {}

  /// Appends one byte.
  public mutating func write(_ value: UInt8) { bytes.append(value) }

  /// Appends two bytes, the high one first.
  public mutating func write(_ value: UInt16) {
    write(UInt8(value >> 8))
    write(UInt8(value & 0xff))
  }

  /// Appends four bytes, the highest first.
  public mutating func write(_ value: UInt32) {
    write(UInt16(value >> 16))
    write(UInt16(value & 0xffff))
  }

  /// Appends bytes as they are.
  public mutating func write(_ more: some Sequence<UInt8>) { bytes.append(contentsOf: more) }

  /// Appends the characters of a text as UTF-8, without an end mark.
  public mutating func write(_ text: String) { write(text.utf8) }
}
