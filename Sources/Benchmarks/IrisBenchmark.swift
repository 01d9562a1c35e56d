// SPDX-License-Identifier: Apache-2.0

import Imaging
import Iris
import SampleKit

/// CPU time of iris extraction, stage by stage and as a whole, and of comparison.
enum IrisBenchmark {
  static let benchmark = Benchmark(
    name: "iris", abstract: "iris extraction per stage and SIMD level, and comparison", run: run)

  private static let eyes = 12

  static func run(_ options: Benchmark.Options) throws -> BenchmarkReport {
    let pictures = try pictures(options)
    let clocks = Kernels.available.map { IrisClock($0) }
    for round in -Harness.warmUpCalls..<options.rounds {
      for picture in pictures {
        for clock in clocks { clock.extract(picture, keep: round >= 0) }
      }
    }
    guard let best = clocks.last, best.codes.count > 1 else {
      throw BenchmarkError.noImages(options.images ?? "SampleKit")
    }
    let pixels = pictures.reduce(0) { $0 + $1.width * $1.height } / pictures.count
    let comparisons = try Harness.time(
      Kernels.available.map { comparison(best.codes, $0) }, rounds: options.rounds)
    return BenchmarkReport(
      name: benchmark.name,
      subject: "\(pictures.count) pictures; stages at level \(Kernels.best.level)",
      timings: best.stageTimings(pixels) + clocks.map { $0.wholeTiming(pixels) } + comparisons,
      figures: [
        .init("whole, 99th percentile", best.slowest, "us"),
        .init("one comparison, median", microseconds(comparisons.last, best.codes), "us"),
        .init("one comparison, 99th percentile", best.slowestComparison(), "us"),
      ])
  }

  /// A code against every other one of another picture, again and again.
  private static func comparison(_ codes: [IrisCode], _ kernels: Kernels) -> BenchmarkCase {
    let comparator = IrisComparator(kernels: kernels)
    let probes = codes.map(comparator.probe)
    return BenchmarkCase("\(codes.count * codes.count) comparisons, \(kernels.level)") {
      probes.reduce(0) { sum, probe in
        codes.reduce(sum) { $0 &+ comparator.compare(probe, $1).commonBits }
      }
    }
  }

  private static func microseconds(_ timing: Timing?, _ codes: [IrisCode]) -> Double {
    Double(timing?.medianNanoseconds ?? 0) / 1000 / Double(codes.count * codes.count)
  }

  private static func pictures(_ options: Benchmark.Options) throws -> [GrayImage] {
    guard let folder = options.images else {
      return (0..<eyes).map {
        let seed = UInt64($0)
        return EyeImage(of: MasterEye(seed: seed), EyeConditions(seed: seed)).image
      }
    }
    return try BenchmarkImages.files(in: folder).map(VGAPicture.of)
  }
}

/// Times one level's extractions and their stages.
private final class IrisClock {
  private let extractor: IrisExtractor
  private let workspace = IrisWorkspace()
  private var whole: [UInt64] = []
  private var stages: [IrisStage: [UInt64]] = [:]
  private(set) var codes: [IrisCode] = []

  init(_ kernels: Kernels) { extractor = IrisExtractor(kernels: kernels) }

  /// A picture without an eye takes its time as well.
  func extract(_ picture: GrayImage, keep: Bool) {
    var marks: [(IrisStage, UInt64)] = []
    marks.reserveCapacity(IrisStage.allCases.count)
    let watch = Stopwatch()
    workspace.stageEnded = { marks.append(($0, watch.nanoseconds)) }
    let features = try? extractor.extract(picture, workspace: workspace)
    let total = watch.nanoseconds
    guard keep else {
      if let code = features?.code, codes.count < 40 { codes.append(code) }
      return
    }
    whole.append(total)
    var before: UInt64 = 0
    for (stage, moment) in marks {
      stages[stage, default: []].append(moment - before)
      before = moment
    }
  }

  func stageTimings(_ pixels: Int) -> [Timing] {
    IrisStage.allCases.compactMap { stage in
      stages[stage].map { Timing(stage.rawValue, pixels: pixels, samples: $0) }
    }
  }

  func wholeTiming(_ pixels: Int) -> Timing {
    Timing("whole, level \(extractor.kernels.level)", pixels: pixels, samples: whole)
  }

  var slowest: Double { Self.percentile99(whole) }

  /// Comparisons are too quick for the clock one by one: the slowest of batches of one code with all.
  func slowestComparison() -> Double {
    let comparator = IrisComparator(kernels: extractor.kernels)
    var samples: [UInt64] = []
    var sum = 0
    for _ in 0..<20 {
      for code in codes {
        let probe = comparator.probe(code)
        let watch = Stopwatch()
        for other in codes { sum &+= comparator.compare(probe, other).commonBits }
        samples.append(watch.nanoseconds / UInt64(codes.count))
      }
    }
    return withExtendedLifetime(sum) { Self.percentile99(samples) }
  }

  private static func percentile99(_ samples: [UInt64]) -> Double {
    let sorted = samples.sorted()
    return sorted.isEmpty ? 0 : Double(sorted[sorted.count * 99 / 100]) / 1000
  }
}
