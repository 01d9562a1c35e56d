// SPDX-License-Identifier: Apache-2.0

import Records

/// Ids of records: UUID version 7 (RFC 9562, clause 5.7), so that they sort by time.
enum RecordID {
  /// Makes an id of a moment from 74 random bits.
  static func make(at time: UTCTime, using random: inout some RandomNumberGenerator) -> String {
    let milliseconds = UInt64(time.secondsSince1970) * 1000 + random.next(upperBound: 1000)
    var bytes = (0..<6).map { UInt8(truncatingIfNeeded: milliseconds >> (40 - 8 * $0)) }
    bytes += (0..<10).map { _ in UInt8.random(in: 0...255, using: &random) }
    bytes[6] = 0x70 | bytes[6] & 0x0f
    bytes[8] = 0x80 | bytes[8] & 0x3f
    let digits = Array("0123456789abcdef")
    let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
    return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(text[$0]) }
      .joined(separator: "-")
  }
}
