// SPDX-License-Identifier: Apache-2.0

import Imaging
import Testing

/// Every compiled level against plain Swift, on sizes that end anywhere in a vector.
@Suite("Quality kernels equal their plain Swift twins bit for bit")
struct QualityKernelsTests {
  static let levels = Kernels.available.filter { $0.level != .none }.map(\.level)
  static let sizes = [(1, 1), (1, 40), (2, 3), (31, 32), (32, 31), (33, 5), (70, 64), (131, 97)]

  @Test("Sums of rows and columns", arguments: levels, sizes)
  func frameSums(level: SIMDLevel, size: (width: Int, height: Int)) throws {
    try expectEqual(level) { kernels in
      let (pixels, stride) = image(size)
      var rows = [UInt32](repeating: 7, count: size.height)
      var columns = [UInt32](repeating: 7, count: size.width)
      kernels.frameSums(
        pixels, stride: stride, width: size.width, height: size.height, rows: &rows,
        columns: &columns)
      return rows + columns
    }
  }

  @Test("Sums over blocks", arguments: levels)
  func blockSums(level: SIMDLevel) throws {
    try expectEqual(level) { kernels in
      let (pixels, stride) = image((40, 40))
      return (1...32).flatMap { side -> [BlockSums] in
        [(side, 32), (32, side), (side, side)].map {
          kernels.blockSums(pixels, stride: stride, width: $0.0, height: $0.1)
        }
      }
    }
  }

  @Test("Turned profiles", arguments: levels)
  func turnedProfile(level: SIMDLevel) throws {
    try expectEqual(level) { kernels in
      let (pixels, stride) = image((64, 64))
      let turn = Noise.bytes(128).enumerated().map { index, byte in
        Int32(index / 32 < 2 ? 16 << 10 : 0) + Int32(byte) * 60
      }
      var samples = [UInt8](repeating: 0, count: 512)
      var sums = [UInt16](repeating: 0, count: 32)
      kernels.turnedProfile(pixels, stride: stride, turn: turn, samples: &samples, sums: &sums)
      return samples.map(UInt16.init) + sums
    }
  }

  @Test("Erosion", arguments: levels, sizes)
  func erode(level: SIMDLevel, size: (width: Int, height: Int)) throws {
    try expectEqual(level) { kernels in
      let (pixels, stride) = image(size)
      var scratch = scratch(size, radius: 2)
      var out = [UInt8](repeating: 9, count: (size.width + 3) * size.height)
      kernels.erode(
        pixels, stride: stride, width: size.width, height: size.height, scratch: &scratch,
        out: &out, outStride: size.width + 3)
      return out
    }
  }

  @Test(
    "Blurs with weights that go up and down, also of all-white images", arguments: levels, sizes)
  func blur(level: SIMDLevel, size: (width: Int, height: Int)) throws {
    try expectEqual(level) { kernels in
      [[100, 40, 0, 30, 8], [8] + [UInt8](repeating: 2, count: 62)].flatMap { half -> [UInt8] in
        let (noise, stride) = image(size)
        let white = [UInt8](repeating: 255, count: noise.count)
        return [noise, white].flatMap { pixels -> [UInt8] in
          var scratch = scratch(size, radius: half.count - 1)
          var out = [UInt8](repeating: 9, count: (size.width + 3) * size.height)
          kernels.blur(
            pixels, stride: stride, width: size.width, height: size.height, half: half,
            radius: half.count - 1, scratch: &scratch, out: &out, outStride: size.width + 3)
          return out
        }
      }
    }
  }

  private func image(_ size: (width: Int, height: Int)) -> (pixels: [UInt8], stride: Int) {
    (Noise.bytes((size.width + 5) * size.height), size.width + 5)
  }

  private func scratch(_ size: (width: Int, height: Int), radius: Int) -> [UInt16] {
    let count = QualityScratch.count(width: size.width, height: size.height, radius: radius)
    return [UInt16](repeating: 0xabcd, count: count)
  }

  private func expectEqual<Result: Equatable>(
    _ level: SIMDLevel, _ run: (any QualityKernels) -> Result
  ) throws {
    let compiled = try #require(Kernels(level: level))
    #expect(run(compiled.quality) == run(Kernels.plain.quality))
  }
}
