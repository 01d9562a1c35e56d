// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Imaging
import SampleKit

/// How many of the true minutiae extraction finds, and how many of the found ones are true.
///
/// Synthetic impressions have exact truth; a found minutia counts within 8 pixels and 20 degrees.
enum AccuracyBenchmark {
  static let benchmark = Benchmark(
    name: "accuracy", abstract: "recall and precision of minutiae against synthetic ground truth",
    run: run)

  static func run(_ options: Benchmark.Options) throws -> BenchmarkReport {
    let extractor = MinutiaExtractor()
    let workspace = ExtractionWorkspace()
    var scores: [QualityGrade: GroundTruthScore] = [:]
    try MixedQualitySet().forEach(count: options.impressions) { grade, impression in
      let image = try Normalizer().normalize(impression.image)
      let features = try extractor.extract(image, workspace: workspace)
      let found = features.template()?.minutiae.beforeCropping(image.origin)?.minutiae ?? []
      let score = GroundTruthScore(found: found, truth: impression.truth)
      scores[grade] = (scores[grade] ?? .zero) + score
    }
    let grades = QualityGrade.allCases.filter { scores[$0] != nil }
    let whole = grades.reduce(.zero) { $0 + (scores[$1] ?? .zero) }
    return BenchmarkReport(
      name: benchmark.name,
      subject: "\(options.impressions) synthetic impressions, 8 px and 20 degrees",
      figures: figures("all grades", whole)
        + grades.flatMap { figures("grade \($0)", scores[$0] ?? .zero) })
  }

  private static func figures(_ name: String, _ score: GroundTruthScore) -> [BenchmarkReport.Figure]
  {
    let truth = score.matched + score.missed
    let found = score.matched + score.spurious
    return [
      .init("\(name): recall", score.recall, "of \(truth) true minutiae"),
      .init("\(name): precision", score.precision, "of \(found) found minutiae"),
    ]
  }
}
