// SPDX-License-Identifier: Apache-2.0

import Imaging
import Testing

/// Every compiled level against plain Swift, on sizes that end anywhere in a vector.
@Suite("Extraction kernels equal their plain Swift twins bit for bit")
struct ExtractionKernelsTests {
  static let levels = Kernels.available.filter { $0.level != .none }.map(\.level)
  static let columns = [1, 2, 3, 7, 8, 9, 16, 33]

  @Test("Gaussian smoothing", arguments: levels, columns)
  func gaussian(level: SIMDLevel, columns: Int) throws {
    try expectEqual(level) { kernels in
      var results: [[UInt32]] = []
      for radius in 1...8 {
        let grid = Noise.plane(width: columns, height: 11, margin: 8)
        let scratch = Plane<Float>(margin: 8)
        scratch.layOut(width: columns, height: 11)
        let half = (0...radius).map { 1 / Float($0 * $0 + 2) }
        kernels.gaussian(
          grid.row(0), scratch: scratch.row(0), to: grid.row(0), width: columns, height: 11,
          stride: grid.stride,
          step: 1, half: half, radius: radius)
        results.append(Noise.bits(grid))
      }
      return results
    }
  }

  @Test("Cell sums and normalised rows", arguments: levels, columns)
  func normalisation(level: SIMDLevel, columns: Int) throws {
    try expectEqual(level) { kernels in
      let pixels = Noise.bytes(columns * 8 * 8)
      var sum = [Float](repeating: 0, count: columns)
      var square = sum
      kernels.cellSums(
        pixels, stride: columns * 8, cells: columns, sum: &sum, square: &square)
      let mean = Noise.floats(columns + 2).map { $0 * 20 + 120 }
      let gain = Noise.floats(columns + 2).map { $0 * 0.02 + 0.03 }
      var row = [Int16](repeating: 0, count: columns * 8)
      kernels.normaliseRow(
        pixels, cells: columns, mean: mean, gain: gain, clip: 3, out: &row)
      return [Noise.bits(sum), Noise.bits(square), Noise.bits(row)]
    }
  }

  @Test("Structure tensor at half resolution", arguments: levels, columns)
  func halfTensor(level: SIMDLevel, columns: Int) throws {
    try expectEqual(level) { kernels in
      let plane = Noise.fixedPlane(width: columns * 8, height: 8)
      var scratch = [Float](repeating: 0, count: 6 * (4 * columns + 16) + 12 * columns)
      var (a, b, e) = (Noise.floats(columns), Noise.floats(columns), Noise.floats(columns))
      kernels.halfTensor(
        plane.row(0), stride: plane.stride, cells: columns, scratch: &scratch, a: &a,
        b: &b, e: &e)
      return [a, b, e].map(Noise.bits)
    }
  }

  @Test("Orientation from doubled angles", arguments: levels, columns)
  func orient(level: SIMDLevel, columns: Int) throws {
    try expectEqual(level) { kernels in
      let count = columns * 37
      var (x, y) = (Noise.floats(count), Noise.floats(count, seed: 5))
      (x[0], y[0]) = (0, 0)
      var (cosine, sine) = (x, y)
      var angle = [UInt8](repeating: 0, count: count)
      kernels.orient(count: count, x: x, y: y, cosine: &cosine, sine: &sine, angle: &angle)
      return [Noise.bits(cosine), Noise.bits(sine), angle.map(UInt32.init)]
    }
  }

  @Test("Spectrum of a projection", arguments: levels)
  func ridgeSpectrum(level: SIMDLevel) throws {
    try expectEqual(level) { kernels in
      let plane = Noise.fixed(4096)
      let offsets = Noise.bytes(288).map { Int32($0) * 13 }
      var power = [Float](repeating: 0, count: 16)
      kernels.ridgeSpectrum(
        plane, offsets: offsets, cosines: Noise.floats(512), sines: Noise.floats(512, seed: 9),
        power: &power)
      return [Noise.bits(power)]
    }
  }

  @Test("Oriented filter along and across", arguments: levels, columns)
  func filter(level: SIMDLevel, columns: Int) throws {
    try expectEqual(level) { kernels in
      let plane = Noise.fixedPlane(width: columns * 8, height: 8)
      let step = Int32(plane.stride)
      let along = TapBank.Along(filters: (0..<32).map { Self.alongFilter($0, step) })
      let across = TapBank.Across(filters: (0..<40).map { Self.acrossFilter($0, step) })
      let active = Noise.bytes(columns).map { $0 & 1 }
      let angle = Noise.bytes(columns).map { $0 % 32 }
      let wave = Noise.bytes(columns).map { UInt16($0 % 40) }
      let outputs = (0..<3).map { _ in Noise.fixedPlane(width: columns * 8, height: 8) }
      kernels.along(
        plane.row(0), out: outputs[0].row(0), stride: plane.stride, cells: columns, active: active,
        angle: angle, bank: along)
      kernels.across(
        plane.row(0), stride: plane.stride, even: outputs[1].row(0), odd: outputs[2].row(0),
        outStride: plane.stride, cells: columns, active: active, wave: wave, bank: across)
      kernels.across(
        plane.row(0), stride: plane.stride, even: outputs[0].row(0), odd: nil,
        outStride: plane.stride, cells: columns, active: active, wave: wave, bank: across)
      return outputs.map(Noise.bits)
    }
  }

  @Test("Energies and frequency of cells", arguments: levels, columns)
  func energies(level: SIMDLevel, columns: Int) throws {
    try expectEqual(level) { kernels in
      let even = Noise.fixedPlane(width: columns * 8, height: 8)
      let plane = Noise.fixedPlane(width: columns * 8, height: 8, seed: 4)
      let active = Noise.bytes(columns).map { $0 & 1 }
      var (a, b, e) = (Noise.floats(columns), Noise.floats(columns), Noise.floats(columns))
      var (response, total) = (a, a)
      kernels.cellEnergies(
        even: even.row(0), evenStride: even.stride, plane: plane.row(0), stride: plane.stride,
        cells: columns,
        active: active, a: &a, b: &b, e: &e, response: &response, total: &total)
      var frequency = [Float](repeating: 0.1, count: columns)
      kernels.blendFrequency(
        count: columns, gradient: e, response: response, low: 0.05, high: 0.2, weight: 0.5,
        frequency: &frequency)
      return [a, b, e, response, total, frequency].map(Noise.bits)
    }
  }

  @Test("Changes of sign", arguments: levels, columns)
  func signs(level: SIMDLevel, columns: Int) throws {
    try expectEqual(level) { kernels in
      let count = columns * 8 + 3
      let (even, odd) = (Noise.fixed(2 * count + 48), Noise.fixed(2 * count + 48, seed: 3))
      var changes = [UInt8](repeating: 0, count: (count + 15) & ~15)
      kernels.signChanges(
        even: even, odd: odd, stride: count + 16, count: count, changes: &changes)
      return [changes.prefix(count).map(UInt32.init)]
    }
  }

  private static func alongFilter(_ number: Int, _ step: Int32) -> [TapBank.AlongTap] {
    (0...number % 12).map { k in
      let offset = Int32(k) * step
      return TapBank.AlongTap(
        first: offset, second: offset + 1, firstWeight: TapBank.fixed(0.1 / Double(k + 2)),
        secondWeight: TapBank.fixed(0.001 * Double(number)))
    }
  }

  private static func acrossFilter(_ number: Int, _ step: Int32) -> [TapBank.AcrossTap] {
    (0...number % 15).map { k in
      let offset = Int32(k) + step * Int32(k / 2)
      return TapBank.AcrossTap(
        offset: offset, even: TapBank.fixed(0.1 / Double(k + 1)),
        odd: TapBank.fixed(0.002 * Double(number - k)))
    }
  }

  private func expectEqual(
    _ level: SIMDLevel, _ run: (any ExtractionKernels) -> [[UInt32]]
  ) throws {
    let compiled = try #require(Kernels(level: level))
    #expect(run(compiled.extraction) == run(Kernels.plain.extraction))
  }
}

/// Made-up input that is the same on every run.
enum Noise {
  static func bytes(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var state = seed
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(state >> 56)
    }
  }

  static func floats(_ count: Int, seed: UInt64 = 1) -> [Float] {
    let bytes = bytes(2 * count, seed: seed)
    return (0..<count).map {
      Float(Int(bytes[2 * $0]) * 256 + Int(bytes[2 * $0 + 1]) - 32768) / 16384
    }
  }

  static func plane(width: Int, height: Int, margin: Int, seed: UInt64 = 1) -> Plane<Float> {
    let plane = Plane<Float>(margin: margin)
    plane.layOut(width: width, height: height)
    let values = floats(width * height, seed: seed)
    for y in 0..<height {
      for x in 0..<width { plane[x, y] = values[y * width + x] }
    }
    return plane
  }

  /// Fixed-point numbers between -3 and 3, with zeros among them.
  static func fixed(_ count: Int, seed: UInt64 = 1) -> [Int16] {
    floats(count, seed: seed).map { abs($0) < 0.1 ? 0 : Int16($0 * 6144) }
  }

  static func fixedPlane(width: Int, height: Int, seed: UInt64 = 1) -> Plane<Int16> {
    let plane = Plane<Int16>(margin: 32)
    plane.layOut(width: width, height: height)
    let values = fixed(width * height, seed: seed)
    for y in 0..<height {
      for x in 0..<width { plane[x, y] = values[y * width + x] }
    }
    return plane
  }

  static func bits(_ values: [Int16]) -> [UInt32] {
    values.map { UInt32(truncatingIfNeeded: $0) }
  }

  static func bits(_ plane: Plane<Int16>) -> [UInt32] {
    (0..<plane.height).flatMap { y in
      bits(Array(UnsafeBufferPointer(start: plane.row(y), count: plane.width)))
    }
  }

  static func bits(_ values: [Float]) -> [UInt32] { values.map(\.bitPattern) }

  static func bits(_ plane: Plane<Float>) -> [UInt32] {
    (0..<plane.height).flatMap { y in (0..<plane.width).map { plane[$0, y].bitPattern } }
  }
}
