// SPDX-License-Identifier: Apache-2.0

import Fingerprint
import Testing

@Suite struct RidgeMapTests {
  @Test func `Bits right of the picture and outside the foreground are cleared`() throws {
    let map = try #require(
      RidgeMap(columns: 6, rows: 5, ridges: [~0, ~0, ~0, ~0, ~0], foreground: [0b101, ~0]))
    #expect(map.foreground == [0b01, 0b11])
    #expect(map.ridges == [0b1111, 0b1111, 0b1111, 0b1111, 0b111111])
    #expect(map.sampleForeground == map.ridges)
  }

  @Test func `Foreground cells spread over words`() throws {
    let cells: [UInt64] = [0b1000_0000_0000_0001_0000_0000_0000_0001]
    let map = try #require(
      RidgeMap(columns: 128, rows: 1, ridges: [0, 0], foreground: cells))
    #expect(map.sampleForeground == [0xf, 0xf << 60 | 0xf])
  }

  @Test(arguments: [(0, 1, 0, 0), (8193, 1, 129, 33), (6, 5, 4, 2), (6, 5, 5, 1), (6, 5, 6, 2)])
  func `A plane of another size is refused`(columns: Int, rows: Int, ridges: Int, cells: Int) {
    let words = { [UInt64](repeating: 0, count: $0) }
    #expect(
      RidgeMap(columns: columns, rows: rows, ridges: words(ridges), foreground: words(cells))
        == nil)
  }
}
