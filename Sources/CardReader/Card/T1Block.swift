// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// A block of T=1 (ISO/IEC 7816-3, clause 11.3): node, control byte, length, data, check.
public struct T1Block: Sendable, Hashable {
  /// What the control byte means (clause 11.3.2.2).
  public enum Kind: Sendable, Hashable {
    /// Data, with the sender's number; `more` when the command or answer goes on.
    case information(number: UInt8, more: Bool)
    /// Asks for the data block with this number; `wasBad` when a block was not understood.
    case ready(number: UInt8, wasBad: Bool)
    /// Asks for something, or says that it was done.
    case supervisory(Supervision, isResponse: Bool)
  }

  /// What is asked for.
  public enum Supervision: UInt8, Sendable {
    /// Start the numbers anew.
    case resynchronize = 0
    /// Change the size of blocks.
    case blockSize = 1
    /// End the chain.
    case abort = 2
    /// Give more time.
    case moreTime = 3
  }

  /// What the control byte means.
  public let kind: Kind
  /// At most 254 bytes.
  public let data: [UInt8]

  /// Takes both; of more than 254 bytes only the first are kept.
  public init(_ kind: Kind, _ data: [UInt8] = []) {
    self.kind = kind
    self.data = Array(data.prefix(254))
  }

  /// Reads a block. Throws for a wrong length, check, node or control byte.
  public init(parsing bytes: [UInt8], usesCRC: Bool) throws(MalformedData) {
    var reader = ByteReader(bytes)
    let node = try reader.readUInt8("node address")
    guard node == 0 else { throw reader.malformed("node address 0", at: 0) }
    let control = try reader.readUInt8("control byte")
    let length = try reader.readUInt8("length")
    guard length <= 254 else { throw reader.malformed("at most 254 data bytes", at: 2) }
    data = Array(try reader.readBytes(Int(length), "data"))
    let check = Self.check(bytes.prefix(reader.offset), usesCRC: usesCRC)
    try reader.expect(check, "the block's checksum")
    try reader.expectEnd(of: "the block")
    guard let kind = Kind(control: control) else { throw reader.malformed("a block kind", at: 1) }
    self.kind = kind
  }

  /// The bytes on the wire; the node address is 0, as everywhere.
  public func bytes(usesCRC: Bool) -> [UInt8] {
    let head = [0, kind.control, UInt8(truncatingIfNeeded: data.count)] + data
    return head + Self.check(head[...], usesCRC: usesCRC)
  }

  /// One byte of exclusive or, or two of a CRC, the high one first.
  private static func check(_ bytes: ArraySlice<UInt8>, usesCRC: Bool) -> [UInt8] {
    guard usesCRC else { return [bytes.reduce(0, ^)] }
    let crc = bytes.reduce(UInt16(0xffff)) { crc, byte in
      (0..<8).reduce(crc ^ UInt16(byte)) { crc, _ in crc >> 1 ^ (crc & 1 == 1 ? 0x8408 : 0) }
    }
    return [UInt8(crc >> 8), UInt8(crc & 0xff)]
  }
}

extension T1Block.Kind {
  fileprivate init?(control: UInt8) {
    switch control >> 6 {
    case 0, 1: self = .information(number: control >> 6 & 1, more: control & 0x20 != 0)
    case 2:
      guard control & 0x2c == 0 else { return nil }
      self = .ready(number: control >> 4 & 1, wasBad: control & 0x03 != 0)
    default:
      guard let asked = T1Block.Supervision(rawValue: control & 0x1f) else { return nil }
      self = .supervisory(asked, isResponse: control & 0x20 != 0)
    }
  }

  fileprivate var control: UInt8 {
    switch self {
    case .information(let number, let more): (number & 1) << 6 | (more ? 0x20 : 0)
    case .ready(let number, let wasBad): 0x80 | (number & 1) << 4 | (wasBad ? 1 : 0)
    case .supervisory(let asked, let isResponse): 0xc0 | (isResponse ? 0x20 : 0) | asked.rawValue
    }
  }
}
