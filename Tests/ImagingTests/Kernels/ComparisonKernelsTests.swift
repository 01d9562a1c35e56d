// SPDX-License-Identifier: Apache-2.0

import Imaging
import Testing

/// Every compiled level against plain Swift.
@Suite("Comparison kernels equal their plain Swift twins bit for bit")
struct ComparisonKernelsTests {
  static let levels = Kernels.available.filter { $0.level != .none }.map(\.level)
  static let reach = MinutiaReach(root: 0, base: 40, growth: 0.1, limit: 120)
  static let counts = [1, 2, 31, 32, 33, 64, 100, 128]

  private func expectEqual<T: Equatable>(
    _ level: SIMDLevel, _ run: (any ComparisonKernels) -> T
  ) throws {
    let kernels = try #require(Kernels(level: level))
    #expect(run(kernels.comparison) == run(Kernels.plain.comparison))
  }

  @Test("Similarity of flow", arguments: levels, counts)
  func flow(level: SIMDLevel, count: Int) throws {
    try expectEqual(level) { kernels in
      let lanes = (count + 63) / 64 * 64
      let (a, b) = (Descriptors.flow(lanes, 1), Descriptors.flow(7, 2).transposed(128))
      var out = [UInt8](repeating: 9, count: 7 * lanes)
      kernels.flowSimilarity(a, lanesA: lanes, b, countB: 7, out: &out)
      kernels.flowSimilarity(a, lanesA: lanes, a.transposed(128), countB: 1, out: &out)
      return out
    }
  }

  @Test("Penalties of turns", arguments: levels, counts)
  func turns(level: SIMDLevel, count: Int) throws {
    try expectEqual(level) { kernels in
      var similarity = Noise.bytes(128 * 128)
      Columns(count, 4).withLanes { a in
        Columns(count, 5).withLanes { b in
          kernels.penaliseTurns(a, b, beyond: 8192, by: 15, similarity: &similarity)
        }
      }
      return similarity
    }
  }

  @Test("Bytes at or above a limit", arguments: levels, counts)
  func limits(level: SIMDLevel, count: Int) throws {
    try expectEqual(level) { kernels in
      let bytes = Noise.bytes(32 * count)
      return [0, 1, 100, 200, 255].flatMap { (limit: UInt8) -> [UInt32] in
        var marks = [UInt32](repeating: 7, count: count)
        kernels.markAtLeast(limit, of: bytes, count: 32 * count, out: &marks)
        return marks + [UInt32(kernels.countAtLeast(limit, of: bytes, count: 32 * count))]
      }
    }
  }

  @Test("Similarity of cylinders", arguments: levels, counts)
  func cylinders(level: SIMDLevel, count: Int) throws {
    try expectEqual(level) { kernels in
      let a = Descriptors.cylinders(count, 1)
      let b = Descriptors.cylinders(7, 2)
      var out = [UInt8](repeating: 9, count: 7 * 128)
      kernels.cylinderSimilarity(a, countA: count, b, countB: 7, rowStride: 128, out: &out)
      return out
    }
  }

  @Test("Places, reach and rounding", arguments: levels, counts)
  func places(level: SIMDLevel, count: Int) throws {
    try expectEqual(level) { kernels in
      let m = Columns(count, 3)
      return m.withLanes { lanes in
        let motion = PlaneMotion(
          cosine: 0.8, sine: -0.6, shiftX: 123.4, shiftY: -56.7, angle: -6711)
        var (x, y) = (Noise.floats(128), Noise.floats(128))
        var (qx, qy, angle) = (m.x, m.y, m.angle)
        var reach = [UInt16](repeating: 1, count: 128)
        kernels.place(lanes, by: motion, x: &x, y: &y, angle: &angle)
        kernels.reach(lanes, Self.reach, out: &reach)
        let bend = Noise.floats(128)
        kernels.roundPlaces(
          lanes.lanes, x: x, y: y, bendX: bend, bendY: bend, outX: &qx, outY: &qy)
        let floats = (x + y).map(\.bitPattern)
        return floats + (qx + qy + angle).map { UInt32(UInt16(bitPattern: $0)) }
          + reach.map(UInt32.init)
      }
    }
  }

  @Test("Support", arguments: levels, counts)
  func support(level: SIMDLevel, count: Int) throws {
    try expectEqual(level) { kernels in
      let similarity = Noise.bytes(128 * 128)
      let motion = PlaneMotion(cosine: 0.8, sine: -0.6, shiftX: 13.4, shiftY: 156.7, angle: -6711)
      return Columns(count, 4).withLanes { a in
        Columns(count, 5).withLanes { b in
          stride(from: 0, to: a.lanes, by: 32).map { first in
            kernels.support(
              a, first..<a.lanes, by: motion, Self.reach, b, angleTolerance: 12000,
              similarity: similarity, rowStride: 128)
          }
        }
      }
    }
  }

  @Test("Nearness", arguments: levels, counts)
  func nearness(level: SIMDLevel, count: Int) throws {
    try expectEqual(level) { kernels in
      let (p, m) = (Columns(count, 4), Columns(count, 5))
      let tolerance = (0..<128).map { $0 < count ? UInt16(200 * ($0 + 1)) : 0 }
      return m.withLanes { lanes -> [UInt32] in
        return p.x.withUnsafeBufferPointer { x in
          p.y.withUnsafeBufferPointer { y in
            p.angle.withUnsafeBufferPointer { angle in
              tolerance.withUnsafeBufferPointer { t in
                guard let x = x.baseAddress, let y = y.baseAddress, let angle = angle.baseAddress,
                  let t = t.baseAddress
                else { return [] }
                let places = PlaceLanes(lanes: p.lanes, x: x, y: y, angle: angle, tolerance: t)
                var bits = [UInt32](repeating: 0, count: 128 * 4)
                kernels.markNear(places, lanes, angleTolerance: 9000, out: &bits)
                return bits
              }
            }
          }
        }
      }
    }
  }

  @Test("Displacement by votes", arguments: levels, [0, 1, 5, 40])
  func displacement(level: SIMDLevel, count: Int) throws {
    try expectEqual(level) { kernels in
      let votes = Noise.floats(5 * 64).map { 100 * $0 + 100 }
      let places = Noise.floats(64).map { 300 * $0 }
      var (x, y, weight) = (places, places, places)
      votes.withUnsafeBufferPointer { v in
        guard let base = v.baseAddress else { return }
        let list = DisplacementVotes(
          count: count, x: base, y: base + 64, shiftX: base + 128, shiftY: base + 192,
          weight: base + 256)
        kernels.displace(
          list, lanes: 64, x: places, y: places.reversed(), inverse: 0.0001, stiffness: 1,
          outX: &x, outY: &y, weight: &weight)
      }
      return (x + y + weight).map(\.bitPattern)
    }
  }

  @Test("Bent blocks of ridges", arguments: levels)
  func bending(level: SIMDLevel) throws {
    try expectEqual(level) { kernels in
      let words = Noise.bytes(4 * 4 * 100).chunked(4)
      let cells = Noise.bytes(4 * 2 * 25).chunked(4)
      var (ridges, foreground) = ([UInt16](), [UInt16]())
      words.withUnsafeBufferPointer { w in
        cells.withUnsafeBufferPointer { c in
          guard let w = w.baseAddress, let c = c.baseAddress else { return }
          let map = RidgeMapWords(
            columns: 101, rows: 99, ridgeStride: 4, cellStride: 2, ridges: w, cells: c)
          for start in stride(from: Int32(-20), to: 110, by: 13) {
            let corners = [start, 5, start + 15, 9, start - 3, 20, start + 14, 26].map { $0 << 16 }
            var (r, f) = ([UInt16](repeating: 7, count: 48), [UInt16](repeating: 7, count: 48))
            kernels.bendBlock(map, corners: corners, ridges: &r, foreground: &f, stride: 3)
            ridges += r
            foreground += f
          }
        }
      }
      return ridges + foreground
    }
  }

  @Test("Correlation and agreement of tiles", arguments: levels)
  func tiles(level: SIMDLevel) throws {
    try expectEqual(level) { kernels in
      let words = Noise.bytes(4 * 120).chunked(4)
      var raw = [Float](repeating: 0, count: 56 * 5)
      for tile in 0..<5 {
        let a = words[tile..<tile + 24].map { $0 & 0xff_ffff }
        let solid = [UInt32](repeating: 0xff_ffff, count: 24)
        raw.withUnsafeMutableBufferPointer { out in
          guard let base = out.baseAddress else { return }
          kernels.correlate(
            ridgesA: a, foregroundA: solid, ridgesB: Array(words[60 + tile..<90 + tile]),
            foregroundB: Array(words[30..<60]).map { $0 | 0xffff }, out: base + 56 * tile)
        }
      }
      var (current, spread) = (raw, raw)
      let neighbours: [Int32] =
        [2, 1, 2, 0, 0, 0, 0, 0, 0] + [1, 0, 0, 0, 0, 0, 0, 0, 0] + [0, 0, 0, 0, 0, 0, 0, 0, 0]
        + [4, 0, 1, 2, 4, 0, 0, 0, 0] + [1, 3, 0, 0, 0, 0, 0, 0, 0]
      for _ in 0..<2 {
        kernels.spreadMaximum(current, count: 5, out: &spread)
        kernels.agree(
          raw: raw, spread: spread, neighbours: neighbours, count: 5, current: &current)
      }
      return (raw + spread + current).map(\.bitPattern)
    }
  }
}

/// Random columns of minutiae, padded like real ones.
private struct Columns {
  let count: Int
  let lanes: Int
  let x, y, angle: [Int16]

  init(_ count: Int, _ seed: Int) {
    self.count = count
    lanes = (count + 63) / 64 * 64
    let noise = Noise.bytes(128 * 6 + seed)[seed...].map(Int16.init)
    x = (0..<128).map { $0 < count ? noise[$0] * 4 : 30000 }
    y = (0..<128).map { $0 < count ? noise[128 + $0] * 4 : 30000 }
    angle = (0..<128).map { $0 < count ? (noise[256 + $0] << 8) &+ noise[384 + $0] : 0 }
  }

  func withLanes<R>(_ body: (MinutiaLanes) -> R) -> R {
    withUnsafeTemporaryAllocation(of: Int16.self, capacity: 384) { buffer in
      for k in 0..<128 {
        buffer[k] = x[k]
        buffer[128 + k] = y[k]
        buffer[256 + k] = angle[k]
      }
      let base = UnsafePointer(buffer.baseAddress.unsafelyUnwrapped)
      let words = (0..<128).flatMap { [x[$0], y[$0], angle[$0], 0].map(MinutiaLanes.twice) }
      return words.withUnsafeBufferPointer { twice in
        body(
          MinutiaLanes(
            count: count, lanes: lanes, x: base, y: base + 128, angle: base + 256,
            twice: twice.baseAddress.unsafelyUnwrapped))
      }
    }
  }
}

private enum Descriptors {
  static func flow(_ lanes: Int, _ seed: Int) -> [UInt8] {
    let noise = Noise.bytes(128 * lanes + seed)
    return (0..<128 * lanes).map { k in
      k < 64 * lanes ? noise[k + seed] : noise[k + seed] < 170 ? 255 : 0
    }
  }

  static func cylinders(_ count: Int, _ seed: Int) -> [UInt64] {
    let noise = Noise.bytes(8 * 28 * count + seed)
    return (0..<28 * count).map { k in
      (0..<8).reduce(UInt64(0)) { $0 << 8 | UInt64(noise[8 * k + $1 + seed]) }
    }
  }
}

extension [UInt8] {
  /// `rows` rows as columns.
  fileprivate func transposed(_ rows: Int) -> [UInt8] {
    let columns = count / rows
    return (0..<count).map { self[$0 % rows * columns + $0 / rows] }
  }

  fileprivate func chunked(_ size: Int) -> [UInt32] {
    stride(from: 0, to: count - size + 1, by: size).map { k in
      (0..<size).reduce(UInt32(0)) { $0 << 8 | UInt32(self[k + $1]) }
    }
  }
}
