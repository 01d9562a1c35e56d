// SPDX-License-Identifier: Apache-2.0

import Fingerprint
import Imaging

/// CPU time of minutia extraction: every stage at the fastest level, and the whole at each level.
enum ExtractBenchmark {
  static let benchmark = Benchmark(
    name: "extract", abstract: "minutia extraction of decoded images, per stage and per SIMD level",
    run: run)

  static func run(_ options: Benchmark.Options) throws -> BenchmarkReport {
    let set = try BenchmarkImages(options)
    let levels = Kernels.available.map { LevelClock($0) }
    for round in -Harness.warmUpCalls..<options.rounds {
      for level in levels {
        for (number, image) in set.images.enumerated() {
          try level.extract(image, number, keep: round >= 0)
        }
      }
    }
    let stages = levels.last?.stageTimings(set.meanPixels) ?? []
    return BenchmarkReport(
      name: benchmark.name, subject: "\(set.description); stages at level \(Kernels.best.level)",
      timings: stages + levels.map { $0.wholeTiming(set.meanPixels) },
      figures: levels.map { .init("each image's fastest call, mean, \($0.name)", $0.fastest, "ms") }
        + [.init("minutiae found", levels.last?.minutiaePerImage ?? 0, "per image")])
  }
}

/// Times one level's extractions and their stages.
private final class LevelClock {
  private let extractor: MinutiaExtractor
  private let workspace = ExtractionWorkspace()
  private var whole: [UInt64] = []
  private var stages: [ExtractionStage: [UInt64]] = [:]
  private var fastestOf: [Int: UInt64] = [:]
  private var minutiae = 0

  init(_ kernels: Kernels) { extractor = MinutiaExtractor(kernels: kernels) }

  func extract(_ image: NormalizedImage, _ number: Int, keep: Bool) throws {
    var marks: [(ExtractionStage, UInt64)] = []
    marks.reserveCapacity(ExtractionStage.allCases.count)
    let watch = Stopwatch()
    workspace.stageEnded = { marks.append(($0, watch.nanoseconds)) }
    let features = try extractor.extract(image, workspace: workspace)
    let total = watch.nanoseconds
    guard keep else { return }
    whole.append(total)
    fastestOf[number] = min(total, fastestOf[number] ?? total)
    minutiae += features.minutiae.count
    var before: UInt64 = 0
    for (stage, moment) in marks {
      stages[stage, default: []].append(moment - before)
      before = moment
    }
  }

  func stageTimings(_ pixels: Int) -> [Timing] {
    ExtractionStage.allCases.compactMap { stage in
      stages[stage].map { Timing(stage.rawValue, pixels: pixels, samples: $0) }
    }
  }

  func wholeTiming(_ pixels: Int) -> Timing {
    Timing("whole, \(name)", pixels: pixels, samples: whole)
  }

  var name: String { "level \(extractor.kernels.level)" }

  /// Milliseconds of each image's fastest call, mean over the images.
  var fastest: Double {
    Double(fastestOf.values.reduce(0, +)) / Double(max(fastestOf.count, 1)) / 1e6
  }

  var minutiaePerImage: Double { Double(minutiae) / Double(max(whole.count, 1)) }
}
