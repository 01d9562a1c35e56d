// SPDX-License-Identifier: Apache-2.0

/// The key stream of an encrypted picture: a 32-bit shift register with linear feedback.
struct URU4000KeyStream {
  private var key: UInt32

  init(key: UInt32) { self.key = key }

  /// Bits of the register whose parity comes in at the top.
  private static let feedback: UInt32 = 0x9248_144d

  private mutating func step() {
    let parity = UInt32(truncatingIfNeeded: (key & Self.feedback).nonzeroBitCount & 1)
    key = parity << 31 | key >> 1
  }

  /// Bits 4, 8, 11, 14, 18, 21, 24 and 29 of the register, lowest first.
  private var byte: UInt8 {
    let low = key >> 4 & 0x01 | key >> 7 & 0x02 | key >> 9 & 0x04 | key >> 11 & 0x08
    let high = key >> 14 & 0x10 | key >> 16 & 0x20 | key >> 18 & 0x40 | key >> 22 & 0x80
    return UInt8(truncatingIfNeeded: low | high)
  }

  /// Moves on over bytes that are not encrypted.
  mutating func skip(_ count: Int) { for _ in 0..<count { step() } }

  /// Decrypts in place. The data lie one byte to the left of where they belong, so the last byte of a
  /// block is lost and becomes 0.
  mutating func decrypt(_ bytes: inout [UInt8], _ range: Range<Int>) {
    guard let last = range.last, bytes.indices.contains(last) else { return }
    for index in range.lowerBound..<last {
      bytes[index] = bytes[index + 1] ^ byte
      step()
    }
    bytes[last] = 0
    step()
  }
}
