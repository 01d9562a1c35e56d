// SPDX-License-Identifier: Apache-2.0

import Imaging
import Testing

/// Every compiled level against plain Swift, on sizes that end anywhere in a vector.
@Suite("Iris kernels equal their plain Swift twins bit for bit")
struct IrisKernelsTests {
  static let levels = Kernels.available.filter { $0.level != .none }.map(\.level)
  static let counts = [1, 3, 15, 16, 17, 31, 33, 63, 64, 65, 130]

  private let pixels = Noise.bytes(200 * 200)

  private func expectEqual<Value: Equatable>(
    _ level: SIMDLevel, _ run: (any IrisKernels) -> Value
  ) throws {
    let kernels = try #require(Kernels(level: level))
    #expect(run(kernels.iris) == run(Kernels.plain.iris))
  }

  @Test("Reduction", arguments: levels, counts)
  func reduceRow(level: SIMDLevel, count: Int) throws {
    for factor in 1...min(5, 200 / count) {
      try expectEqual(level) { kernels in
        var out = [UInt8](repeating: 7, count: count + 1)
        kernels.reduceRow(pixels, stride: 200, factor: factor, count: count, out: &out)
        return out
      }
    }
  }

  @Test("Extremes and smoothing", arguments: levels, counts)
  func rows(level: SIMDLevel, count: Int) throws {
    try expectEqual(level) { kernels in
      pixels.withUnsafeBufferPointer { pixels -> [[UInt8]] in
        guard let base = pixels.baseAddress else { return [] }
        var (dark, light, smooth) = (
          [UInt8](repeating: 7, count: count + 1), [UInt8](repeating: 7, count: count + 1),
          [UInt8](repeating: 7, count: count + 1)
        )
        kernels.darker(base, base + 501, count: count, out: &dark)
        kernels.lighter(base, base + 501, count: count, out: &light)
        kernels.smoothRow(
          above: base + 1, base + 201, below: base + 401, count: count, out: &smooth)
        return [dark, light, smooth]
      }
    }
  }

  @Test("Discs", arguments: levels, counts)
  func discs(level: SIMDLevel, count: Int) throws {
    let side = 201
    var sums = [Int32](repeating: 0, count: side * side + 64)
    var squares = [UInt32](repeating: 0, count: side * side + 64)
    for y in 1..<side {
      var (sum, square): (Int32, UInt32) = (0, 0)
      for x in 1..<side {
        let value = pixels[(y - 1) * 200 + x - 1]
        sum += Int32(value)
        square += UInt32(value) * UInt32(value)
        sums[y * side + x] = sums[(y - 1) * side + x] + sum
        squares[y * side + x] = squares[(y - 1) * side + x] + square
      }
    }
    try expectEqual(level) { kernels in
      var best = [Float](repeating: -1e9, count: count + 1)
      var radii = best
      sums.withUnsafeBufferPointer { sums in
        squares.withUnsafeBufferPointer { squares in
          guard let a = sums.baseAddress, let b = squares.baseAddress else { return }
          for radius in stride(from: Float(3), to: 20, by: 3.7) {
            let place = 100 * side + 34
            kernels.discRow(
              sums: a + place, squares: b + place, stride: side,
              shape: DiscShape(radius: radius, clamp: 60, dark: 0.5), count: count, best: &best,
              radii: &radii)
          }
        }
      }
      return [best, radii]
    }
  }

  @Test("Rings of pupils and irises", arguments: levels)
  func rings(level: SIMDLevel) throws {
    let offsets = (0..<32 * 40).map { place -> Int32 in
      let across = place / 32 * (place % 7) / 2
      let down = (place % 5) * (place / 160)
      return Int32(across - 200 * down)
    }
    let weights = (0..<32).map { UInt8(1 + $0 % 2) }
    let rules = PupilRingRules(
      limits: StepLimits(low: -10, high: 50), least: 10, support: 20, bright: 0.35, uneven: 0.6,
      black: 17, share: 1 / 48)
    try expectEqual(level) { kernels in
      var samples = [UInt8](repeating: 0, count: 512 * 40)
      var (pupil, limbus) = (
        [Float](repeating: -1e9, count: 16), [Float](repeating: -1e9, count: 16)
      )
      var (radii, edges) = ([Float](repeating: 0, count: 16), [Float](repeating: 0, count: 16))
      pixels.withUnsafeBufferPointer { pixels in
        guard let base = pixels.baseAddress else { return }
        kernels.pupilRings(
          base + 150 * 200 + 30, offsets: offsets, count: 40, smallest: 4, weights: weights,
          rules: rules, samples: &samples, best: &pupil, radii: &radii)
        kernels.limbusRings(
          base + 150 * 200 + 30, offsets: offsets, count: 40, gap: 2,
          limits: StepLimits(low: -10, high: 40), samples: &samples, best: &limbus, radii: &edges)
      }
      return [pupil, limbus, radii, edges]
    }
  }

  @Test("Steps of a path", arguments: levels, counts)
  func path(level: SIMDLevel, count: Int) throws {
    let previous = pixels.prefix(count + 2).map { Int32($0 / 16) * 5 }
    let gain = pixels.suffix(count).map { Int32($0) }
    try expectEqual(level) { kernels in
      var out = [Int32](repeating: 0, count: count)
      var back = [Int8](repeating: 0, count: count)
      previous.withUnsafeBufferPointer { previous in
        guard let base = previous.baseAddress else { return }
        kernels.pathStep(
          previous: base + 1, gain: gain, bend: 10, count: count, out: &out, back: &back)
      }
      return out + back.map(Int32.init)
    }
  }

  @Test("Interpolation", arguments: levels, counts + [300])
  func sample(level: SIMDLevel, count: Int) throws {
    let x = (0..<count).map { Int32(pixels[$0]) * 47_977 % (199 << 16) }
    let y = (0..<count).map { Int32(pixels[$0 + 500]) * 50_021 % (199 << 16) }
    try expectEqual(level) { kernels in
      var out = [Int16](repeating: 7, count: count + 1)
      kernels.sample(pixels, stride: 200, x: x, y: y, count: count, out: &out)
      return out
    }
  }

  @Test("Counts of greys", arguments: levels, counts)
  func countGreys(level: SIMDLevel, count: Int) throws {
    try expectEqual(level) { kernels in
      var counts = [UInt32](repeating: 1, count: 1024)
      kernels.countGreys(pixels, count: count, counts: &counts)
      return (0..<256).map { grey in (0..<4).reduce(0) { $0 + counts[256 * $1 + grey] } }
    }
  }

  @Test("Filters", arguments: levels, counts)
  func filter(level: SIMDLevel, count: Int) throws {
    let values = pixels.prefix(count + 17).map { Int16($0) * 16 }
    let even = (0..<17).map { Int16($0 * 300 - 2400) }
    let odd = (0..<17).map { Int16(($0 * 977) % 4000 - 2000) }
    try expectEqual(level) { kernels in
      var (a, b) = ([Int32](repeating: 0, count: count), [Int32](repeating: 0, count: count))
      kernels.filterRow(
        values, evenTaps: even, oddTaps: odd, taps: 17, count: count, even: &a, odd: &b)
      return a + b
    }
  }

  @Test("Power of a band", arguments: levels, [1, 2, 15, 16, 17, 40])
  func bandPower(level: SIMDLevel, count: Int) throws {
    try expectEqual(level) { kernels in
      pixels.withUnsafeBufferPointer { pixels -> Int64 in
        guard let base = pixels.baseAddress else { return 0 }
        return kernels.bandPower(base + 10 * 200 + 4, stride: 200, count: count)
      }
    }
  }

  @Test("Comparison of codes", arguments: levels)
  func compareTurns(level: SIMDLevel) throws {
    let words = stride(from: 0, to: 4 * 1400, by: 4).map { place in
      pixels[place..<place + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    }
    let turns = (0..<21).map { Int32(3 * $0 - 30) }
    try expectEqual(level) { kernels in
      var bits = [TurnLikeness](repeating: TurnLikeness(), count: 21)
      words.withUnsafeBufferPointer { words in
        guard let base = words.baseAddress else { return }
        kernels.compareTurns(
          base, mask: base + 256, with: base + 560, mask: base + 900, count: 256, turns: turns,
          number: 21, usual: 4000, out: &bits)
      }
      return bits
    }
  }
}
