// SPDX-License-Identifier: Apache-2.0

/// 16-bit grey, of which a sensor often uses the lower bits only.
struct WideGray {
  /// Bits that are used, 8 to 16.
  let significantBits: Int

  /// The highest eight used bits of each pixel; values beyond the used bits are white. Nil for an odd
  /// count of bytes.
  func gray(_ bytes: [UInt8]) -> [UInt8]? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    let shift = UInt16(min(max(significantBits, 8), 16) - 8)
    return unsafe PixelLoop.make(count: bytes.count / 2, from: bytes) { source, target in
      for index in target.indices {
        let value = unsafe UInt16(source[2 * index]) | UInt16(source[2 * index + 1]) << 8
        unsafe target[index] = UInt8(truncatingIfNeeded: min(value >> shift, 255))
      }
    }
  }
}
