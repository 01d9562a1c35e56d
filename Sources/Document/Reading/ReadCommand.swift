// SPDX-License-Identifier: Apache-2.0

import Bytes
import CardReader

/// The commands of reading (ISO/IEC 7816-4).
enum ReadCommand {
  /// Largest offset of READ BINARY's plain form.
  static let lastPlainOffset = 0x7fff
  /// Most bytes of tag and length around the answer of its other form.
  static let objectHead = 4

  /// SELECT of a file by identifier under the current application, without an answer.
  static func selecting(_ identifier: UInt16) throws(DocumentError) -> CommandAPDU {
    let bytes = [UInt8(identifier >> 8), UInt8(identifier & 0xff)]
    return try command { try CommandAPDU(ins: 0xa4, p1: 2, p2: 0x0c, data: bytes) }
  }

  /// SELECT of the master file, by its identifier or without one.
  static func selectingMasterFile(named: Bool) throws(DocumentError) -> CommandAPDU {
    try command { try CommandAPDU(ins: 0xa4, p1: 0, p2: 0x0c, data: named ? [0x3f, 0] : []) }
  }

  /// SELECT of the application of identity documents.
  static func selectingApplication() throws(DocumentError) -> CommandAPDU {
    try command {
      try CommandAPDU(ins: 0xa4, p1: 4, p2: 0x0c, data: [0xa0, 0, 0, 2, 0x47, 0x10, 1])
    }
  }

  /// READ BINARY of the current file: the plain form up to 32,767, beyond it the offset is a data object.
  static func reading(from offset: Int, count: Int) throws(DocumentError) -> CommandAPDU {
    try command {
      guard offset > lastPlainOffset else {
        return try CommandAPDU(
          ins: 0xb0, p1: UInt8(truncatingIfNeeded: offset >> 8),
          p2: UInt8(truncatingIfNeeded: offset), expected: count)
      }
      return try CommandAPDU(
        ins: 0xb1, data: TLV.encoding(0x54, DER.shortest(offset)), expected: count + objectHead)
    }
  }

  private static func command(
    _ make: () throws -> CommandAPDU
  ) throws(DocumentError) -> CommandAPDU {
    try DocumentError.explaining("building a command", make)
  }
}
