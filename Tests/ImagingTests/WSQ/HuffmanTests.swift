// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Imaging

@Suite("Huffman codes of WSQ")
struct HuffmanTests {
  @Test("Frequent symbols get short codes, and the code of ones only is free")
  func optimal() {
    var counts = [Int](repeating: 0, count: 256)
    (counts[5], counts[6], counts[7], counts[9]) = (8, 4, 2, 1)
    let table = HuffmanBuilder.table(counts: counts)
    #expect(table.symbols == [5, 6, 7, 9])
    #expect(table.counts == [1, 1, 1, 1] + [Int](repeating: 0, count: 12))
  }

  @Test("Codes stay within 16 bits when counts grow like Fibonacci's, 2 to 40 symbols deep")
  func longest() {
    for depth in 2...40 {
      var counts = [Int](repeating: 0, count: 256)
      (counts[1], counts[2]) = (1, 1)
      for symbol in 3...max(depth, 3) { counts[symbol] = counts[symbol - 1] + counts[symbol - 2] }
      let table = HuffmanBuilder.table(counts: counts)
      let used = table.counts.enumerated().reduce(0) { $0 + $1.element << (15 - $1.offset) }
      #expect(used < 1 << 16)
      #expect(table.symbols.count == max(depth, 3))
      #expect(table.counts.reduce(0, +) == table.symbols.count)
    }
  }

  @Test("All 256 symbols get codes")
  func all() {
    let table = HuffmanBuilder.table(counts: (0..<256).map { $0 + 1 })
    #expect(Set(table.symbols).count == 256)
  }

  @Test("Any bins come back through codes and intervals")
  func roundTrip() throws {
    var random = SeededBytes(seed: 3)
    for round in 0..<30 {
      let bins = Self.bins(round, &random)
      let symbols = CoefficientSymbols(bins, kernels: Kernels.plain.wsq)
      let encoder = CoefficientEncoder(for: [symbols])
      let bytes = encoder.bytes(of: symbols)
      let interval = CodedInterval(startOf: (bytes + [0xFF, 0xA1])[...])
      #expect(interval.length == bytes.count)
      var decoder = CoefficientDecoder(counts: [bins.count])
      try decoder.decode(interval, with: HuffmanDecoder(encoder.table))
      #expect(decoder.isComplete)
      #expect(decoder.bins == bins)
    }
  }

  @Test("Codes that are cut, lie outside the table or bring too much are refused")
  func failures() throws {
    let symbols = CoefficientSymbols([1, 0, 0, 2000, -3], kernels: Kernels.plain.wsq)
    let encoder = CoefficientEncoder(for: [symbols])
    let bytes = encoder.bytes(of: symbols)
    func failure(_ bytes: [UInt8], _ count: Int) -> CoefficientDecoder.Failure? {
      var decoder = CoefficientDecoder(counts: [count])
      do throws(CoefficientDecoder.Failure) {
        try decoder.decode(CodedInterval(startOf: bytes[...]), with: HuffmanDecoder(encoder.table))
        return nil
      } catch { return error }
    }
    #expect(failure(bytes, 5) == nil)
    #expect(failure(bytes, 4) == .tooMany)
    #expect(failure(Array(bytes.prefix(1)), 5) == .cutCode)
    #expect(failure([0xFF, 0, 0xFF, 0], 5) == .undefinedCode)
  }

  private static func bins(_ round: Int, _ random: inout SeededBytes) -> [Int16] {
    let largest = [1, 74, 75, 300, 32767][round % 5]
    let density = [1, 5, 300, 80_000][round % 4]
    return (0..<(round == 0 ? 0 : 100_000)).map { _ in
      guard Int.random(in: 0..<density, using: &random) == 0 else { return 0 }
      return Int16(Int.random(in: -largest...largest, using: &random))
    }
  }
}
