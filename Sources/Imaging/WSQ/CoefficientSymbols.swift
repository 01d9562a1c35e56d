// SPDX-License-Identifier: Apache-2.0

/// A block's bins as symbols, which is how they are counted and coded.
struct CoefficientSymbols {
  private let bins: [Int16]
  /// Bit `i % 64` of word `i / 64` tells whether bin `i` is not zero.
  private let nonzero: [UInt64]

  init(_ bins: [Int16], kernels: any WSQKernels) {
    self.bins = bins
    nonzero = [UInt64](unsafeUninitializedCapacity: (bins.count + 63) / 64) { words, count in
      guard let base = words.baseAddress else { return }
      bins.withUnsafeBufferPointer {
        guard let bins = $0.baseAddress else { return }
        kernels.nonzero(bins, count: $0.count, words: base)
      }
      count = words.count
    }
  }

  /// Calls `body` with each symbol and with the number behind it, in `bits` bits, which are 0 where
  /// none follows.
  @inline(__always)
  func forEach(_ body: (_ symbol: Int, _ number: Int, _ bits: Int) -> Void) {
    bins.withUnsafeBufferPointer { bins in
      var next = 0
      for (word, mask) in nonzero.enumerated() {
        var mask = mask
        while mask != 0 {
          let place = word << 6 + mask.trailingZeroBitCount
          mask &= mask &- 1
          if place > next { Self.run(place - next, body) }
          Self.bin(Int(bins[place]), body)
          next = place + 1
        }
      }
      if bins.count > next { Self.run(bins.count - next, body) }
    }
  }

  @inline(__always)
  private static func bin(_ bin: Int, _ body: (Int, Int, Int) -> Void) {
    if CoefficientSymbol.bins.contains(bin) {
      body(bin + 180, 0, 0)
    } else {
      let size = abs(bin)
      let sign = bin < 0 ? 1 : 0
      if size < 1 << 8 { body(101 + sign, size, 8) } else { body(103 + sign, size, 16) }
    }
  }

  @inline(__always)
  private static func run(_ length: Int, _ body: (Int, Int, Int) -> Void) {
    var left = length
    while left > CoefficientSymbol.longestRun {
      let part = min(left, 1 << 16 - 1)
      if part < 1 << 8 { body(105, part, 8) } else { body(106, part, 16) }
      left -= part
    }
    if left > 0 { body(left, 0, 0) }
  }
}
