// SPDX-License-Identifier: Apache-2.0

/// What follows a byte FF in a WSQ file (IAFIS-IC-0110 v3.1, table B.1).
enum WSQMarker: UInt8 {
  case startOfImage = 0xA0
  case endOfImage = 0xA1
  case startOfFrame = 0xA2
  case startOfBlock = 0xA3
  case transformTable = 0xA4
  case quantizationTable = 0xA5
  case huffmanTables = 0xA6
  case restartInterval = 0xA7
  case comment = 0xA8

  /// Restart markers, which count up modulo 8 inside the coded data of a block.
  static let restarts: ClosedRange<UInt8> = 0xB0...0xB7
}
