// SPDX-License-Identifier: Apache-2.0

/// A block's bins as symbols, which is how they are counted and coded.
struct CoefficientSymbols {
  /// Symbols in the low byte, above it the number behind the symbol.
  let tokens: [UInt32]

  init(_ bins: [Int16], kernels: any WSQKernels) {
    let words = Self.nonzero(bins, kernels)
    // Every token is for one coefficient or more.
    tokens = [UInt32](unsafeUninitializedCapacity: bins.count) { tokens, count in
      bins.withUnsafeBufferPointer { bins in
        guard let base = tokens.baseAddress else { return }
        var writer = TokenWriter(base)
        var next = 0
        for (word, mask) in words.enumerated() {
          var mask = mask
          while mask != 0 {
            let place = word << 6 &+ mask.trailingZeroBitCount
            mask &= mask &- 1
            writer.write(run: place &- next)
            writer.write(bin: Int(bins[place]))
            next = place &+ 1
          }
        }
        writer.write(run: bins.count - next)
        count = writer.next - base
      }
    }
  }

  /// Bits of the number behind a symbol.
  static func bitsBehind(_ symbol: Int) -> Int {
    switch symbol {
    case 101, 102, 105: 8
    case 103, 104, 106: 16
    default: 0
    }
  }

  private static func nonzero(_ bins: [Int16], _ kernels: any WSQKernels) -> [UInt64] {
    [UInt64](unsafeUninitializedCapacity: (bins.count + 63) / 64) { words, count in
      guard let base = words.baseAddress else { return }
      bins.withUnsafeBufferPointer {
        guard let bins = $0.baseAddress else { return }
        kernels.nonzero(bins, count: $0.count, words: base)
      }
      count = (bins.count + 63) / 64
    }
  }
}

/// Writes tokens into memory that is large enough for them.
private struct TokenWriter {
  private(set) var next: UnsafeMutablePointer<UInt32>

  init(_ base: UnsafeMutablePointer<UInt32>) { next = base }

  @inline(__always)
  mutating func write(bin: Int) {
    if CoefficientSymbol.bins.contains(bin) {
      next[0] = UInt32(truncatingIfNeeded: bin &+ 180)
    } else {
      let size = UInt32(abs(bin))
      next[0] = size << 8 | (size < 1 << 8 ? 101 : 103) + (bin < 0 ? 1 : 0)
    }
    next += 1
  }

  @inline(__always)
  mutating func write(run: Int) {
    if run > CoefficientSymbol.longestRun { return write(longRun: run) }
    if run > 0 { write(token: UInt32(truncatingIfNeeded: run)) }
  }

  private mutating func write(longRun run: Int) {
    var left = run
    while left > CoefficientSymbol.longestRun {
      let part = min(left, 1 << 16 - 1)
      write(token: UInt32(part) << 8 | (part < 1 << 8 ? 105 : 106))
      left -= part
    }
    if left > 0 { write(token: UInt32(left)) }
  }

  @inline(__always)
  private mutating func write(token: UInt32) {
    next[0] = token
    next += 1
  }
}
