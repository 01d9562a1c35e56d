// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Imaging

/// Every compiled level against plain Swift, on lengths that end anywhere in a vector.
@Suite("WSQ kernels equal their plain Swift twins bit for bit")
struct WSQKernelsTests {
  static let levels = Kernels.available.filter { $0.level != .none }.map(\.level)
  static let counts = [1, 2, 7, 8, 15, 16, 31, 33, 63, 64, 65, 200]
  /// Values at which loops take another way.
  static let odd: [Float] = [
    0, -0.0, .infinity, -.infinity, .nan, 1e30, -1e30, 0.25, -0.25, .leastNonzeroMagnitude,
  ]

  @Test("Weighted sums of rows", arguments: levels, counts)
  func weightedSum(level: SIMDLevel, count: Int) throws {
    let samples = Noise.floats(count + 50)
    let weights = Noise.floats(33, seed: 7)
    try expectEqual(level) { kernels in
      var results: [[UInt32]] = []
      for taps in [0, 1, 2, 7, 9, 33] {
        var out = [Float](repeating: 1, count: count)
        samples.withUnsafeBufferPointer { samples in
          let rows = (0..<taps).map { tap in
            tap == 4 ? nil : samples.baseAddress.map { $0 + tap }
          }
          kernels.weightedSum(
            rows, weights: weights, taps: taps, start: 3, count: count, out: &out)
        }
        results.append(Noise.bits(out))
      }
      return results
    }
  }

  @Test("Even and odd samples apart and together", arguments: levels, counts)
  func interleaving(level: SIMDLevel, count: Int) throws {
    try expectEqual(level) { kernels in
      let samples = Noise.floats(2 * count)
      var (even, odd) = (Noise.floats(count), Noise.floats(count))
      kernels.deinterleave(samples, count: count, even: &even, odd: &odd)
      var back = Noise.floats(2 * count, seed: 4)
      kernels.interleave(even: even, odd: odd, count: count, out: &back)
      #expect(back == samples)
      return [Noise.bits(even), Noise.bits(odd)]
    }
  }

  @Test("Grey to samples and back", arguments: levels, counts)
  func grey(level: SIMDLevel, count: Int) throws {
    try expectEqual(level) { kernels in
      let pixels = Noise.bytes(count)
      var samples = Noise.floats(count)
      var range: [UInt32] = [0, 0, 0]
      kernels.range(pixels, count: count, result: &range)
      kernels.normalise(pixels, count: count, shift: 181.37, scale: 1.217, out: &samples)
      let wide = samples.map { $0 * 1.7 } + Self.odd
      var back = Noise.bytes(wide.count)
      kernels.grey(wide, count: wide.count, shift: 181.37, scale: 1.217, out: &back)
      return [range, Noise.bits(samples), back.map(UInt32.init)]
    }
  }

  @Test("Samples to bins and back", arguments: levels, counts)
  func bins(level: SIMDLevel, count: Int) throws {
    try expectEqual(level) { kernels in
      let samples = Noise.floats(count).map { $0 * 40 } + Self.odd
      var bins = [Int16](repeating: 9, count: samples.count)
      kernels.quantise(samples, count: samples.count, zero: 0.25, inverse: 3.7, out: &bins)
      var back = Noise.floats(samples.count)
      kernels.dequantise(bins, count: bins.count, width: 0.27, offset: 0.11, out: &back)
      return [bins.map { UInt32(bitPattern: Int32($0)) }, Noise.bits(back)]
    }
  }

  @Test("Sums and sums of squares", arguments: levels, counts)
  func moments(level: SIMDLevel, count: Int) throws {
    try expectEqual(level) { kernels in
      var sums = [Double](repeating: 0.5, count: 16)
      kernels.moments(Noise.floats(count), count: count, sums: &sums)
      kernels.moments(Noise.floats(count, seed: 8), count: count, sums: &sums)
      return [
        sums.flatMap { [UInt32($0.bitPattern >> 32), UInt32(truncatingIfNeeded: $0.bitPattern)] }
      ]
    }
  }

  @Test("Which bins are not zero", arguments: levels, counts)
  func nonzero(level: SIMDLevel, count: Int) throws {
    try expectEqual(level) { kernels in
      let bins = Noise.bytes(count).map { $0 & 3 == 0 ? Int16($0) - 100 : 0 }
      var words = [UInt64](repeating: 9, count: (count + 63) / 64)
      kernels.nonzero(bins, count: count, words: &words)
      return [words.flatMap { [UInt32($0 >> 32), UInt32(truncatingIfNeeded: $0)] }]
    }
  }

  @Test("Files and images are the same at every level", arguments: levels)
  func codec(level: SIMDLevel) throws {
    let compiled = try #require(Kernels(level: level)).wsq
    let plain = Kernels.plain.wsq
    for filters in [FilterBank.standard, .twoSix] {
      let image = try TestPictures.grating(period: 8, width: 147, height: 91)
      let file = WSQEncoder(kernels: plain, filters: filters).encode(image, rate: 2.25)
      #expect(WSQEncoder(kernels: compiled, filters: filters).encode(image, rate: 2.25) == file)
      let back = try WSQDecoder(kernels: plain).decode(file, limits: .standard)
      #expect(try WSQDecoder(kernels: compiled).decode(file, limits: .standard) == back)
    }
  }

  private func expectEqual(_ level: SIMDLevel, _ run: (any WSQKernels) -> [[UInt32]]) throws {
    let compiled = try #require(Kernels(level: level))
    #expect(run(compiled.wsq) == run(Kernels.plain.wsq))
  }
}
