// SPDX-License-Identifier: Apache-2.0

/// The CRC-32 at the end of each PNG chunk (ISO/IEC 15948 clause 5.3).
enum PNGChecksums {
  /// Sets the checksum of every chunk that lies in the bytes as a whole.
  static func mend(_ bytes: UnsafeMutableBufferPointer<UInt8>) {
    var start = 8
    while start + 12 <= bytes.count {
      let length = bytes[start..<start + 4].reduce(0) { $0 << 8 | Int($1) }
      let end = start + 8 + length
      guard end + 4 <= bytes.count else { return }
      let crc = crc32(bytes[(start + 4)..<end])
      for i in 0..<4 { bytes[end + i] = UInt8(truncatingIfNeeded: crc >> UInt32(24 - 8 * i)) }
      start = end + 4
    }
  }

  private static func crc32(_ bytes: Slice<UnsafeMutableBufferPointer<UInt8>>) -> UInt32 {
    var crc: UInt32 = .max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc >> 1 ^ (crc & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    return ~crc
  }
}
