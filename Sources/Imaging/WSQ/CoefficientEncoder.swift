// SPDX-License-Identifier: Apache-2.0

/// Codes the symbols of blocks with a Huffman table made for them.
struct CoefficientEncoder {
  let table: HuffmanTable
  private let counts: [Int]
  /// Of each symbol.
  private var codes = [UInt64](repeating: 0, count: 256)
  private var lengths = [Int](repeating: 0, count: 256)

  /// Makes the table that suits the blocks together.
  init(for blocks: [CoefficientSymbols]) {
    var counts = [Int](repeating: 0, count: 256)
    counts.withUnsafeMutableBufferPointer { counts in
      for block in blocks { block.forEach { symbol, _, _ in counts[symbol] += 1 } }
    }
    // Readers expect a table with a code, even where nothing is coded.
    if counts.allSatisfy({ $0 == 0 }) { counts[1] = 1 }
    self.counts = counts
    table = HuffmanBuilder.table(counts: counts)
    table.forEachCode { symbol, code, length in
      codes[Int(symbol)] = UInt64(code)
      lengths[Int(symbol)] = length
    }
  }

  /// The coded bytes of one of the blocks, with a zero behind each FF and ones in the last byte.
  func bytes(of block: CoefficientSymbols) -> [UInt8] {
    let most = counts.indices.reduce(0) { $0 + counts[$1] * (lengths[$1] + 16) }
    return [UInt8](unsafeUninitializedCapacity: most / 4 + 16) { bytes, count in
      guard let base = bytes.baseAddress else { return }
      var bits = CodedBits(base)
      codes.withUnsafeBufferPointer { codes in
        lengths.withUnsafeBufferPointer { lengths in
          block.forEach { symbol, number, extra in
            bits.put(
              codes[symbol] << UInt64(extra) | UInt64(number), count: lengths[symbol] + extra)
          }
        }
      }
      count = bits.finish() - base
    }
  }
}

/// Bits on their way into memory that is large enough for them.
private struct CodedBits {
  private var next: UnsafeMutablePointer<UInt8>
  private var pending: UInt64 = 0
  private var count = 0

  init(_ base: UnsafeMutablePointer<UInt8>) { next = base }

  /// Appends at most 32 bits.
  @inline(__always)
  mutating func put(_ bits: UInt64, count added: Int) {
    pending = pending << UInt64(added) | bits
    count += added
    if count >= 32 { flushWord() }
  }

  /// Fills the last byte with ones; gives the end of what was written.
  mutating func finish() -> UnsafeMutablePointer<UInt8> {
    let fill = -count & 7
    pending = pending << UInt64(fill) | (1 << UInt64(fill) - 1)
    count += fill
    while count > 0 { flushByte() }
    return next
  }

  @inline(__always)
  private mutating func flushWord() {
    let word = UInt32(truncatingIfNeeded: pending >> UInt64(count - 32))
    // Exact test for a byte FF: a byte of the complement that is zero.
    let inverse = ~word
    if (inverse &- 0x0101_0101) & ~inverse & 0x8080_8080 == 0 {
      UnsafeMutableRawPointer(next).storeBytes(of: word.bigEndian, as: UInt32.self)
      next += 4
      count -= 32
    } else {
      for _ in 0..<4 { flushByte() }
    }
  }

  private mutating func flushByte() {
    let byte = UInt8(truncatingIfNeeded: pending >> UInt64(count - 8))
    next[0] = byte
    next += 1
    if byte == 0xFF {
      next[0] = 0
      next += 1
    }
    count -= 8
  }
}
