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
      if bitCount - position >= 64 { decodePlain(bytes, lookup, bins, &position, &count) }
      let window = Self.window(bytes, position)
      let entry = lookup[Int(window >> 48)]
      if bitCount - position < 8, isPadding(window, bitCount - position, entry, count) { break }
      guard count < bins.count else { throw .tooMany }
      position += Int(entry.length)
      if entry.kind == .plain {
        bins[count] = Int16(entry.bin)
        count += Int(entry.extent)
      } else {
        count += try Self.long(entry, window, &bins[count])
      }
    }
    guard count <= bins.count else { throw .tooMany }
    guard position <= bitCount else { throw .cutCode }
    self.count = count
  }

  /// Decodes up to three codes without a number behind them: so many are in a window for certain.
  @inline(__always)
  private func decodePlain(
    _ bytes: UnsafeRawBufferPointer, _ lookup: HuffmanDecoder.Lookup,
    _ bins: UnsafeMutableBufferPointer<Int16>, _ position: inout Int, _ count: inout Int
  ) {
    var window = Self.window(bytes, position)
    for _ in 0..<3 {
      let entry = lookup[Int(window >> 48)]
      guard entry.kind == .plain, count < bins.count else { return }
      bins[count] = Int16(entry.bin)  // for a run a zero, which is there already
      count &+= Int(entry.extent)
      position &+= Int(entry.length)
      window &<<= UInt64(entry.length)
    }
  }

  /// At least 57 bits from a position on.
  @inline(__always)
  private static func window(_ bytes: UnsafeRawBufferPointer, _ position: Int) -> UInt64 {
    let word = bytes.loadUnaligned(fromByteOffset: position >> 3, as: UInt64.self)
    return UInt64(bigEndian: word) << UInt64(position & 7)
  }

  /// Takes the number behind a code; gives how many coefficients it makes.
  private static func long(
    _ entry: HuffmanDecoder.Entry, _ window: UInt64, _ bin: inout Int16
  ) throws(Failure) -> Int {
    guard entry.kind != .undefined else { throw .undefinedCode }
    let bits = UInt64(entry.extent)
    let end = window >> (64 - UInt64(entry.length))
    let number = Int(end & (1 << bits - 1))
    if entry.kind == .longRun { return number }
    guard number <= Int(Int16.max) else { throw .tooLarge }
    bin = Int16(entry.kind == .longPositive ? number : -number)
    return 1
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
