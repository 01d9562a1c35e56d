// SPDX-License-Identifier: Apache-2.0

/// Turns coded intervals into the bins of all coefficients, subband after subband.
struct CoefficientDecoder {
  /// What is wrong with coded data.
  enum Failure: Error, Hashable {
    /// Bits that are no code, or a symbol that is not used.
    case undefinedCode
    /// An interval ends inside a code or the number behind it.
    case cutCode
    /// More coefficients than the image has.
    case tooMany
    /// A bin beyond 16 bits.
    case tooLarge
  }

  /// Bins of the coefficients decoded so far, zeros behind them.
  private(set) var bins: [Int16]
  /// Coefficients decoded so far.
  private(set) var count = 0
  /// Where a block may end: behind the subbands 18, 51 and 59.
  private let stops: Set<Int>

  /// Takes the transmitted subbands' sizes in order; 0 for the others.
  init(counts: [Int]) {
    var sum = 0
    var stops: Set<Int> = []
    for (band, count) in counts.enumerated() {
      sum += count
      if CodedBlock.lastBands.contains(band) { stops.insert(sum) }
    }
    bins = [Int16](repeating: 0, count: sum)
    self.stops = stops
  }

  /// Whether nothing is missing.
  var isComplete: Bool { count == bins.count }

  /// Decodes an interval.
  mutating func decode(
    _ interval: CodedInterval, with table: HuffmanDecoder
  ) throws(Failure) {
    var run = CodeRun(bitCount: interval.bitCount, stops: stops, count: count)
    try table.withLookup { lookup throws(Failure) in
      try interval.bytes.withUnsafeBufferPointer { bytes throws(Failure) in
        try bins.withUnsafeMutableBufferPointer { bins throws(Failure) in
          try run.decode(UnsafeRawBufferPointer(bytes), lookup, into: bins)
        }
      }
    }
    count = run.count
  }
}

/// The loop over the codes of one interval.
private struct CodeRun {
  let bitCount: Int
  let stops: Set<Int>
  var count: Int

  typealias Failure = CoefficientDecoder.Failure

  /// `bytes` has eight bytes of ones beyond the bits that count.
  mutating func decode(
    _ bytes: UnsafeRawBufferPointer, _ lookup: HuffmanDecoder.Lookup,
    into bins: UnsafeMutableBufferPointer<Int16>
  ) throws(Failure) {
    var position = 0
    var count = count
    while position < bitCount {
      let window = Self.window(bytes, position)
      let entry = lookup[Int(window >> 48)]
      if bitCount - position < 8, isPadding(window, bitCount - position, entry, count) { break }
      let length = Int(entry.length)
      switch entry.kind {
      case .bin:
        guard count < bins.count else { throw .tooMany }
        bins[count] = entry.value
        count += 1
        position += length
      case .run:
        count += Int(entry.value)
        position += length
      case .longRun:
        count += Self.number(window, after: length, bits: Int(entry.value))
        position += length + Int(entry.value)
      case .longPositive, .longNegative:
        let size = Self.number(window, after: length, bits: Int(entry.value))
        guard count < bins.count else { throw .tooMany }
        guard size <= Int(Int16.max) else { throw .tooLarge }
        bins[count] = Int16(entry.kind == .longPositive ? size : -size)
        count += 1
        position += length + Int(entry.value)
      case .undefined: throw .undefinedCode
      }
      guard count <= bins.count else { throw .tooMany }
    }
    guard position <= bitCount else { throw .cutCode }
    self.count = count
  }

  /// At least 57 bits from a position on.
  @inline(__always)
  private static func window(_ bytes: UnsafeRawBufferPointer, _ position: Int) -> UInt64 {
    let word = bytes.loadUnaligned(fromByteOffset: position >> 3, as: UInt64.self)
    return UInt64(bigEndian: word) << UInt64(position & 7)
  }

  /// The number behind a code: 8 or 16 bits.
  @inline(__always)
  private static func number(_ window: UInt64, after length: Int, bits: Int) -> Int {
    Int(truncatingIfNeeded: (window << UInt64(length)) >> UInt64(64 - bits))
  }

  /// Whether the last bits, fewer than 8, only fill the last byte: they are ones, and no code is
  /// expected or none fits in them.
  private func isPadding(
    _ window: UInt64, _ left: Int, _ entry: HuffmanDecoder.Entry, _ count: Int
  ) -> Bool {
    guard window >> UInt64(64 - left) == 1 << UInt64(left) - 1 else { return false }
    return stops.contains(count) || entry.kind == .undefined || Int(entry.length) > left
  }
}
