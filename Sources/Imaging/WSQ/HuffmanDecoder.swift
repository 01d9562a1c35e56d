// SPDX-License-Identifier: Apache-2.0

/// Finds by table the symbol that a bit string begins with.
struct HuffmanDecoder {
  /// What the bits at hand mean.
  struct Entry {
    enum Kind: UInt8 { case undefined, plain, longRun, longPositive, longNegative }

    /// Whether all is said here, or a number follows.
    let kind: Kind
    /// Bits of the code and of the number behind it.
    let length: UInt8
    /// Bits of the number, or else how many coefficients this is: the run, or 1 for a bin.
    let extent: UInt8
    /// The bin; 0 for a run.
    let bin: Int8
  }

  /// Code bits of the first table. It is 8 KiB then, which stays in the fastest cache; about one
  /// symbol in a hundred has a longer code.
  private static let directBits = 11

  /// By the first 11 bits.
  private var direct: [Entry]
  /// By the first 16 bits less `longStart`, for longer codes: these are the last ones in order.
  private var long: [Entry] = []
  private var longStart = 1 << HuffmanTable.longestCode

  init(_ table: HuffmanTable) {
    let undefined = Entry(.undefined, 0, extent: 0)
    direct = [Entry](repeating: undefined, count: 1 << Self.directBits)
    table.forEachCode { symbol, code, length in
      let entry = Entry(symbol, length: length)
      let first = Int(code) << (HuffmanTable.longestCode - length)
      let count = 1 << (HuffmanTable.longestCode - length)
      if length <= Self.directBits {
        let shift = HuffmanTable.longestCode - Self.directBits
        for place in first >> shift..<(first + count) >> shift { direct[place] = entry }
      } else {
        if long.isEmpty { longStart = first }
        long.append(contentsOf: repeatElement(entry, count: count))
      }
    }
    long.append(
      contentsOf: repeatElement(
        undefined, count: max(0, 1 << HuffmanTable.longestCode - longStart - long.count)))
  }

  /// Calls `body` with a function that gives the entry for the next 16 bits.
  func withLookup<Result, Failure>(
    _ body: (Lookup) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try direct.withUnsafeBufferPointer { direct throws(Failure) in
      try long.withUnsafeBufferPointer { long throws(Failure) in
        try body(Lookup(direct: direct, long: long, longStart: longStart))
      }
    }
  }

  /// The tables while they stay in place.
  struct Lookup {
    fileprivate let direct: UnsafeBufferPointer<Entry>
    fileprivate let long: UnsafeBufferPointer<Entry>
    fileprivate let longStart: Int

    /// The entry whose code the 16 bits begin with.
    @inline(__always)
    subscript(bits: Int) -> Entry {
      // Both tables cover all 16-bit numbers between them.
      if bits < longStart { return direct[bits >> (HuffmanTable.longestCode - directBits)] }
      return long[bits - longStart]
    }
  }
}

extension HuffmanDecoder.Entry {
  fileprivate init(_ symbol: UInt8, length: Int) {
    switch CoefficientSymbol(symbol) {
    case .run(let count): self.init(.plain, length, extent: count)
    case .bin(let bin): self.init(.plain, length, extent: 1, bin: bin)
    case .longRun(let bits): self.init(.longRun, length + bits, extent: bits)
    case .longBin(let bits, let sign):
      self.init(sign > 0 ? .longPositive : .longNegative, length + bits, extent: bits)
    case nil: self.init(.undefined, length, extent: 0)
    }
  }

  fileprivate init(_ kind: Kind, _ length: Int, extent: Int, bin: Int = 0) {
    self.kind = kind
    self.length = UInt8(length)
    self.extent = UInt8(extent)
    self.bin = Int8(bin)
  }
}
