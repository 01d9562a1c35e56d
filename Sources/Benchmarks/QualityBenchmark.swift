// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Imaging
import SampleKit

/// CPU time of quality: the whole at each level with minutiae shared from extraction, its parts, and
/// one frame of a live preview.
enum QualityBenchmark {
  static let benchmark = Benchmark(
    name: "quality", abstract: "quality of 416x560 pixels per stage and level, and preview frames",
    run: run)

  private static let (width, height) = (416, 560)
  private static let frameSide = 500

  static func run(_ options: Benchmark.Options) throws -> BenchmarkReport {
    let image = try printed(width, height)
    let features = try? MinutiaExtractor().extract(image, workspace: ExtractionWorkspace())
    let minutiae = ExtractedMinutiae(features)
    let clocks = Kernels.available.map { QualityClock($0, image, minutiae) }
    for round in -Harness.warmUpCalls..<options.rounds {
      for clock in clocks { clock.assess(keep: round >= 0) }
    }
    let frames = try Harness.time(
      Kernels.available.compactMap(preview), rounds: options.rounds)
    return BenchmarkReport(
      name: benchmark.name,
      subject: "one synthetic print of \(width)x\(height) pixels, minutiae given; stages at level "
        + "\(Kernels.best.level)",
      timings: (clocks.last?.stageTimings ?? []) + clocks.map(\.wholeTiming) + frames)
  }

  /// A frame of 500x500 pixels.
  private static func preview(_ kernels: Kernels) -> BenchmarkCase? {
    guard let image = try? printed(frameSide, frameSide),
      let frame = GrayImage(
        width: image.width, height: image.height, pixels: image.pixels, resolution: .standard)
    else { return nil }
    var preview = FingerPreview(kernels: kernels)
    return BenchmarkCase("preview frame, level \(kernels.level)", pixels: frame.pixels.count) {
      _ = preview.add(frame)
      return Int(preview.frame?.area ?? 0)
    }
  }

  /// A print that fills an image of this size.
  private static func printed(_ width: Int, _ height: Int) throws -> NormalizedImage {
    var uncropped = NormalizerParameters()
    uncropped.cropsBorders = false
    var conditions = ImpressionConditions()
    conditions.contactAxes = SkinPoint(x: 205, y: 275)
    let impression = FingerImpression(
      of: MasterFinger(seed: 1, position: .rightThumb),
      on: .optical.resized(width: width, height: height), conditions, seed: 1)
    return try Normalizer(parameters: uncropped).normalize(impression.image)
  }
}

/// Times one level's assessments and their stages.
private final class QualityClock {
  private let image: NormalizedImage
  private let minutiae: ExtractedMinutiae
  private let assessor: QualityAssessor
  private let level: SIMDLevel
  private let workspace = QualityWorkspace()
  private var whole: [UInt64] = []
  private var stages: [QualityStage: [UInt64]] = [:]

  init(_ kernels: Kernels, _ image: NormalizedImage, _ minutiae: ExtractedMinutiae) {
    (self.image, self.minutiae, level) = (image, minutiae, kernels.level)
    assessor = QualityAssessor(kernels: kernels)
  }

  func assess(keep: Bool) {
    var marks: [(QualityStage, UInt64)] = []
    marks.reserveCapacity(QualityStage.allCases.count)
    let watch = Stopwatch()
    workspace.stageEnded = { marks.append(($0, watch.nanoseconds)) }
    _ = assessor.assess(image, minutiae: minutiae, workspace: workspace)
    let total = watch.nanoseconds
    guard keep else { return }
    whole.append(total)
    var before: UInt64 = 0
    for (stage, moment) in marks {
      stages[stage, default: []].append(moment - before)
      before = moment
    }
  }

  var stageTimings: [Timing] {
    QualityStage.allCases.compactMap { stage in
      stages[stage].map { Timing(stage.rawValue, pixels: image.pixels.count, samples: $0) }
    }
  }

  var wholeTiming: Timing {
    Timing("whole, level \(level)", pixels: image.pixels.count, samples: whole)
  }
}
