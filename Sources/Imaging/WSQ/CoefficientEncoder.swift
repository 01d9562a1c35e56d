// SPDX-License-Identifier: Apache-2.0

/// Codes the symbols of blocks with a Huffman table made for them.
struct CoefficientEncoder {
  let table: HuffmanTable
  /// Bits of all blocks together.
  private var bitCount = 0
  /// Code of each symbol, moved left by the bits of the number behind it.
  private var codes = [UInt64](repeating: 0, count: 256)
  /// Bits of each symbol's code and of the number behind it.
  private var lengths = [UInt64](repeating: 0, count: 256)

  /// Makes the table that suits the blocks together.
  init(for blocks: [CoefficientSymbols]) {
    var counts = [Int](repeating: 0, count: 256)
    counts.withUnsafeMutableBufferPointer { counts in
      for block in blocks { for token in block.tokens { counts[Int(token & 0xFF)] &+= 1 } }
    }
    // Readers expect a table with a code, even where nothing is coded.
    if counts.allSatisfy({ $0 == 0 }) { counts[1] = 1 }
    table = HuffmanBuilder.table(counts: counts)
    table.forEachCode { symbol, code, length in
      let behind = CoefficientSymbols.bitsBehind(Int(symbol))
      codes[Int(symbol)] = UInt64(code) << UInt64(behind)
      lengths[Int(symbol)] = UInt64(length + behind)
      bitCount += counts[Int(symbol)] * (length + behind)
    }
  }

  /// The coded bytes of one of the blocks, with a zero behind each FF and ones in the last byte.
  func bytes(of block: CoefficientSymbols) -> [UInt8] {
    CodedInterval.stuffed(bits(of: block))
  }

  private func bits(of block: CoefficientSymbols) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: bitCount / 8 + 16) { bytes, count in
      guard let base = bytes.baseAddress else { return }
      var writer = BitWriter(base)
      codes.withUnsafeBufferPointer { codes in
        lengths.withUnsafeBufferPointer { lengths in
          for token in block.tokens {
            let symbol = Int(token & 0xFF)
            writer.put(codes[symbol] | UInt64(token >> 8), count: lengths[symbol])
          }
        }
      }
      count = writer.finish() - base
    }
  }
}

/// Writes bits into memory that has room for them and eight bytes more.
private struct BitWriter {
  private var next: UnsafeMutablePointer<UInt8>
  /// Bits of an unfinished byte, at the left end.
  private var pending: UInt64 = 0
  private var count: UInt64 = 0

  init(_ base: UnsafeMutablePointer<UInt8>) { next = base }

  /// Appends at most 32 bits: always writes a word, and keeps the whole bytes of it.
  @inline(__always)
  mutating func put(_ bits: UInt64, count added: UInt64) {
    count &+= added
    pending |= bits &<< (64 &- count)
    UnsafeMutableRawPointer(next).storeBytes(of: pending.bigEndian, as: UInt64.self)
    next += Int(count >> 3)
    pending &<<= count & ~7
    count &= 7
  }

  /// Fills the last byte with ones; gives the end of what was written.
  mutating func finish() -> UnsafeMutablePointer<UInt8> {
    if count > 0 { put(1 << (8 - count) - 1, count: 8 - count) }
    return next
  }
}
