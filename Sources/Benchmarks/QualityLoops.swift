// SPDX-License-Identifier: Apache-2.0

import Imaging

/// The loops of quality on made-up pixels, as cases of the benchmark of kernels.
final class QualityLoops {
  private static let (width, height) = (416, 560)
  /// Weights as of the region of interest's narrow blur.
  private static let weights: [UInt8] = [
    16, 15, 15, 15, 13, 11, 11, 8, 8, 6, 5, 3, 3, 2, 2, 1, 1, 0, 1, 0, 0,
  ]
  /// Calls of the loops over one block in a round.
  private static let repeats = 50

  private let pixels = Plane<UInt8>(margin: 4)
  private let out = Plane<UInt8>(margin: 0)
  private let turn = Plane<Int32>(margin: 0)
  private let samples = Plane<UInt8>(margin: 0)
  private let sums = Plane<UInt16>(margin: 0)
  private let scratch = Plane<UInt16>(margin: 0)
  private let lines = Plane<UInt32>(margin: 0)

  init() {
    let (width, height) = (Self.width, Self.height)
    for plane in [pixels, out] { plane.layOut(width: width, height: height) }
    turn.layOut(width: 32, height: 4)
    samples.layOut(width: 32, height: 16)
    sums.layOut(width: 32, height: 1)
    lines.layOut(width: max(width, height), height: 2)
    scratch.layOut(
      width: QualityScratch.count(
        width: width, height: height, radius: Self.weights.count - 1),
      height: 1)
    for y in 0..<height {
      for x in 0..<width { pixels[x, y] = UInt8((x * 31 + y * 17) % 251) }
    }
    for i in 0..<32 {
      turn[i, 0] = Int32(i) * 724 + 2048
      turn[i, 1] = Int32(i) * 724
      turn[i, 2] = 1024
      turn[i, 3] = 2048 + Int32(i) * 100
    }
  }

  func cases(_ kernels: Kernels) -> [BenchmarkCase] {
    let (k, level) = (kernels.quality, kernels.level)
    let (width, height) = (Self.width, Self.height)
    return [
      BenchmarkCase("quality frame-sums, \(level)", pixels: width * height) { [self] in
        k.frameSums(
          pixels.row(0), stride: pixels.stride, width: width, height: height, rows: lines.row(0),
          columns: lines.row(1))
        return Int(lines[0, 0])
      },
      BenchmarkCase("quality block-sums, \(level)", pixels: 1024 * Self.repeats) { [self] in
        (0..<Self.repeats).reduce(0) { sum, i in
          sum
            &+ Int(
              k.blockSums(pixels.row(i), stride: pixels.stride, width: 32, height: 32).xx)
        }
      },
      BenchmarkCase("quality turned-profile, \(level)", pixels: 512 * Self.repeats) { [self] in
        for i in 0..<Self.repeats {
          k.turnedProfile(
            pixels.row(i), stride: pixels.stride, turn: turn.row(0), samples: samples.row(0),
            sums: sums.row(0))
        }
        return Int(sums[0, 0])
      },
      BenchmarkCase("quality erode, \(level)", pixels: width * height) { [self] in
        k.erode(
          pixels.row(0), stride: pixels.stride, width: width, height: height,
          scratch: scratch.row(0), out: out.row(0), outStride: out.stride)
        return Int(out[5, 5])
      },
      BenchmarkCase("quality blur, \(level)", pixels: width * height) { [self] in
        k.blur(
          pixels.row(0), stride: pixels.stride, width: width, height: height,
          half: Self.weights, radius: Self.weights.count - 1, scratch: scratch.row(0),
          out: out.row(0), outStride: out.stride)
        return Int(out[5, 5])
      },
    ]
  }
}
