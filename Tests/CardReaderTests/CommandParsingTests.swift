// SPDX-License-Identifier: Apache-2.0

import Bytes
import CardReader
import Testing

@Suite("Commands as a card reads them")
struct CommandParsingTests {
  static let commands: [(data: Int, expected: Int?)] = [
    (0, nil), (0, 1), (0, 256), (0, 257), (0, 65_536), (1, nil), (255, nil), (255, 256), (256, nil),
    (300, 1), (65_535, 65_536),
  ]

  @Test("What was written is read again, in all four cases and both forms")
  func roundTrip() throws {
    for (count, expected) in Self.commands {
      let data = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
      let command = try CommandAPDU(
        cla: 0x0c, ins: 0xb0, p1: 1, p2: 2, data: data, expected: expected)
      #expect(try CommandAPDU(parsing: command.bytes) == command, "\(count), \(expected ?? 0)")
    }
  }

  @Test(
    "Lengths that do not fit are refused",
    arguments: [
      [0, 0xa4, 4], [0, 0xa4, 4, 0, 2, 1], [0, 0xa4, 4, 0, 1, 1, 2, 3], [0, 0xa4, 4, 0, 0, 1],
      [0, 0xa4, 4, 0, 0, 0, 2, 1], [0, 0xa4, 4, 0, 0, 0, 1, 1, 2],
    ] as [[UInt8]])
  func refused(_ bytes: [UInt8]) {
    #expect(throws: MalformedData.self) { try CommandAPDU(parsing: bytes) }
  }
}
