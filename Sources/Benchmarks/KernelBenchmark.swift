// SPDX-License-Identifier: Apache-2.0

import Imaging

/// CPU time of every loop of extraction at every level, on a row of cells as wide as a slap, and of
/// every loop of quality.
enum KernelBenchmark {
  static let benchmark = Benchmark(
    name: "kernels", abstract: "each loop of extraction and quality per SIMD level", run: run)

  private static let cells = 200
  private static let width = 8 * cells
  /// Calls in one timed round: single rows are too quick for the clock.
  private static let repeats = 50

  static func run(_ options: Benchmark.Options) throws -> BenchmarkReport {
    let rows = KernelRows(cells: cells)
    let extraction = Kernels.available.flatMap { level in
      rows.loops(level.extraction).map { loop in
        BenchmarkCase("\(loop.name), \(level.level)", pixels: loop.rows * width * repeats) {
          for _ in 0..<repeats { loop.run() }
          return 1
        }
      }
    }
    let quality = QualityLoops()
    let cases = extraction + Kernels.available.flatMap { quality.cases($0) }
    let timings = try Harness.time(cases, rounds: options.rounds).sorted { $0.name < $1.name }
    return BenchmarkReport(
      name: benchmark.name, subject: "\(repeats) calls a round on \(cells) cells of 8x8 pixels",
      timings: timings, figures: [])
  }
}

/// Made-up rows for the loops.
private final class KernelRows {
  struct Loop {
    let name: String
    /// Pixel rows that one call works on.
    let rows: Int
    let run: () -> Void
  }

  private let cells: Int
  private let plane = Plane<Int16>(margin: 32)
  private let even = Plane<Int16>(margin: 32)
  private let odd = Plane<Int16>(margin: 32)
  private let pixels = Plane<UInt8>(margin: 0)
  private let grid: [Plane<Float>] = (0..<6).map { _ in Plane(margin: 8) }
  private let angle = Plane<UInt8>(margin: 8)
  private let active = Plane<UInt8>(margin: 8)
  private let wave = Plane<UInt16>(margin: 8)
  private let scratch = Plane<Float>(margin: 64)
  private let along: TapBank.Along
  private let across: TapBank.Across
  private let changes = Plane<UInt8>(margin: 16)

  init(cells: Int) {
    self.cells = cells
    for plane in [plane, even, odd] { plane.layOut(width: 8 * cells, height: 8) }
    pixels.layOut(width: 8 * cells, height: 8)
    changes.layOut(width: 8 * cells, height: 1)
    for plane in grid { plane.layOut(width: cells + 2, height: 8) }
    for plane in [angle, active] { plane.layOut(width: cells, height: 1) }
    wave.layOut(width: cells, height: 1)
    scratch.layOut(width: 40 * cells + 200, height: 1)
    let stride = Int32(plane.stride)
    along = TapBank.Along(
      filters: (0..<32).map { angle in
        (0..<9).map {
          TapBank.AlongTap(
            first: $0 * stride + $0 * Int32(angle) / 32, second: $0 * stride + 1,
            firstWeight: 3000, secondWeight: 900)
        }
      })
    across = TapBank.Across(
      filters: (0..<32).map { angle in
        (0..<10).map {
          TapBank.AcrossTap(offset: $0 + $0 * Int32(angle) / 32 * stride, even: 2000, odd: 700)
        }
      })
    for y in 0..<8 {
      for x in 0..<8 * cells {
        plane[x, y] = Int16((x * 7919 + y * 104_729) % 20_000 - 10_000)
        pixels[x, y] = UInt8((x * 31 + y * 17) % 251)
      }
      for x in 0..<cells + 2 {
        for (k, plane) in grid.enumerated() { plane[x, y] = Float((x * 37 + k * 11) % 19) - 9 }
      }
    }
    for x in 0..<cells {
      angle[x, 0] = UInt8(x % 32)
      active[x, 0] = 1
      wave[x, 0] = UInt16(x % 32)
    }
  }

  func loops(_ k: any ExtractionKernels) -> [Loop] {
    let out = grid.map { $0.row(0) }
    return [
      Loop(name: "cell-sums", rows: 8) { [self] in
        k.cellSums(
          pixels.row(0), stride: pixels.stride, cells: cells, sum: out[0], square: out[1])
      },
      Loop(name: "normalise-row", rows: 1) { [self] in
        k.normaliseRow(
          pixels.row(0), cells: cells, mean: out[2], gain: out[3], clip: 3, out: even.row(0))
      },
      Loop(name: "half-tensor", rows: 8) { [self] in
        k.halfTensor(
          plane.row(0), stride: plane.stride, cells: cells, scratch: scratch.row(0), a: out[0],
          b: out[1], e: out[4])
      },
      Loop(name: "along", rows: 8) { [self] in
        k.along(
          plane.row(0), out: even.row(0), stride: plane.stride, cells: cells,
          active: active.row(0), angle: angle.row(0), bank: along)
      },
      Loop(name: "across", rows: 8) { [self] in
        k.across(
          plane.row(0), stride: plane.stride, even: even.row(0), odd: odd.row(0),
          outStride: even.stride, cells: cells, active: active.row(0), wave: wave.row(0),
          bank: across)
      },
      Loop(name: "cell-energies", rows: 8) { [self] in
        k.cellEnergies(
          even: plane.row(0), evenStride: plane.stride, plane: plane.row(0), stride: plane.stride,
          cells: cells, active: active.row(0), a: out[0], b: out[1], e: out[4], response: out[2],
          total: out[5])
      },
      Loop(name: "sign-changes", rows: 1) { [self] in
        k.signChanges(
          even: plane.row(0), odd: plane.row(2), stride: plane.stride, count: 8 * cells,
          changes: changes.row(0))
      },
    ]
  }
}
