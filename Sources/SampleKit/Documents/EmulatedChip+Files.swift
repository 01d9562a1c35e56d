// SPDX-License-Identifier: Apache-2.0

import Bytes
import CardReader

extension EmulatedChip {
  private static let application: [UInt8] = [0xa0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01]
  private static let cardAccessFile: UInt16 = 0x011c

  /// SELECT by application identifier or file identifier (ISO/IEC 7816-4, clause 11.2.2).
  mutating func select(_ command: CommandAPDU) throws -> ResponseAPDU {
    switch command.p1 {
    case 0x04:
      guard command.data == Self.application else { throw Refusal(0x6a82) }
      (isInApplication, file) = (true, nil)
    case 0x02:
      guard command.data.count == 2 else { throw Refusal(0x6700) }
      file = try content(UInt16(command.data[0]) << 8 | UInt16(command.data[1]))
    case 0x00: throw Refusal(0x6d00)
    default: throw Refusal(0x6a86)
    }
    return ResponseAPDU(status: 0x9000)
  }

  private func content(_ name: UInt16) throws -> [UInt8] {
    if name == Self.cardAccessFile { return card.cardAccess }
    guard isInApplication, let content = card.files[name] else { throw Refusal(0x6a82) }
    guard isOpen, !SampleCard.closedFiles.contains(name) else { throw Refusal(0x6982) }
    return content
  }

  /// READ BINARY, with an offset or a short file identifier; with the odd instruction the offset comes in
  /// an object, as does the answer (clause 11.3.3).
  mutating func read(_ command: CommandAPDU) throws -> ResponseAPDU {
    if command.ins == 0xb1 {
      guard let object = try? Self.object(0x54, in: command.data), object.count <= 4 else {
        throw Refusal(0x6a80)
      }
      let offset = object.reduce(0) { $0 << 8 | Int($1) }
      // Tag and length take up to four bytes of what is awaited.
      let part = try piece(from: offset, command.expected.map { max($0 - 4, 1) })
      return ResponseAPDU(data: TLV.encoding(0x53, part.data), status: part.status)
    }
    guard command.p1 & 0x80 != 0 else {
      return try piece(from: Int(command.p1) << 8 | Int(command.p2), command.expected)
    }
    file = try content(0x0100 | UInt16(command.p1 & 0x1f))
    return try piece(from: Int(command.p2), command.expected)
  }

  private func piece(from offset: Int, _ expected: Int?) throws -> ResponseAPDU {
    guard let file else { throw Refusal(0x6986) }
    guard offset < file.count else { throw Refusal(0x6b00) }
    let wanted = expected ?? 256
    let data = Array(file[offset...].prefix(wanted))
    return ResponseAPDU(data: data, status: data.count < wanted ? 0x6282 : 0x9000)
  }

  /// The content of the first object with a tag.
  static func object(_ tag: UInt32, in data: [UInt8]) throws -> [UInt8] {
    var reader = ByteReader(data)
    guard let object = try reader.readTLVs("objects").first(where: { $0.tag == tag }) else {
      throw Refusal(0x6a80)
    }
    return Array(object.content)
  }
}
