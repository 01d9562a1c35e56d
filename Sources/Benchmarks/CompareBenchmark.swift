// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Imaging
import SampleKit

/// CPU time of comparing two templates in memory, at every level, and of one probe against 10,000.
enum CompareBenchmark {
  static let benchmark = Benchmark(
    name: "compare", abstract: "comparison per level, genuine and impostor, and one against 10,000",
    run: run)

  /// Two impressions each of enough fingers for a steady mean.
  private static let fingers = 8
  private static let gallerySize = 10_000

  static func run(_ options: Benchmark.Options) throws -> BenchmarkReport {
    let templates = try (0..<fingers).map(impressions)
    var figures: [BenchmarkReport.Figure] = []
    var timings: [Timing] = []
    for level in ComparisonLevel.allCases {
      for (kind, pairs) in [("genuine", genuine), ("impostor", impostor)] {
        for effort in level == .ridges ? [Comparator.Effort.full, .quick] : [.full] {
          let name = "level \(level.rawValue), \(kind)\(effort == .quick ? ", quick" : "")"
          let timing = try time(
            name, pairs, indices(templates, level), Comparator(effort: effort), options.rounds)
          timings.append(timing)
          figures.append(.init(name, each(timing.medianNanoseconds, pairs), "us a pair"))
          figures.append(
            .init("\(name), least", each(timing.minimumNanoseconds, pairs), "us a pair"))
        }
      }
    }
    let search = try search(indices(templates, .orientation), rounds: min(options.rounds, 3))
    figures.append(
      .init("one against 10,000, level 2", Double(search.medianNanoseconds) / 1e9, "s"))
    return BenchmarkReport(
      name: benchmark.name,
      subject: "\(2 * fingers) templates of synthetic impressions; level \(Kernels.best.level); "
        + "a row is all pairs of its kind",
      timings: timings + [search], figures: figures)
  }

  private typealias Pair = (first: Int, second: Int)

  /// Positions of both impressions of a finger in the list of all.
  private static let genuine: [Pair] = (0..<fingers).map { (2 * $0, 2 * $0 + 1) }

  private static let impostor: [Pair] = (0..<2 * fingers).flatMap { a in
    ((a / 2 + 1) * 2..<2 * fingers).filter { _ in a / 2 + 1 < fingers }.map { (a, $0) }
  }

  private static func impressions(_ number: Int) throws -> [FingerprintTemplate] {
    let finger = MasterFinger(
      seed: UInt64(number), position: FingerPosition.tenFingers[number % 10])
    return try (0..<2).map { impression in
      let seed = UInt64(10 * number + impression)
      let conditions = QualityGrade.good.conditions(seed: seed, for: finger.position)
      let image = FingerImpression(of: finger, on: .optical, conditions, seed: seed).image
      let features = try MinutiaExtractor().extract(
        Normalizer().normalize(image), workspace: ExtractionWorkspace())
      guard let template = features.template() else { throw BenchmarkError.noImages("SampleKit") }
      return template
    }
  }

  private static func indices(
    _ templates: [[FingerprintTemplate]], _ level: ComparisonLevel
  ) -> [TemplateIndex] {
    templates.flatMap { $0 }.map { TemplateIndex($0, level: level) }
  }

  private static func each(_ nanoseconds: UInt64, _ pairs: [Pair]) -> Double {
    Double(nanoseconds) / 1000 / Double(pairs.count)
  }

  private static func time(
    _ name: String, _ pairs: [Pair], _ indices: [TemplateIndex], _ comparator: Comparator,
    _ rounds: Int
  ) throws -> Timing {
    let workspace = ComparisonWorkspace()
    let timed = BenchmarkCase(name) {
      pairs.reduce(0) { sum, pair in
        let result = comparator.compare(
          indices[pair.first], indices[pair.second], workspace: workspace)
        return sum &+ result.pairCount
      }
    }
    return try Harness.time([timed], rounds: rounds)[0]
  }

  /// The first finger against a gallery of the others, again and again.
  private static func search(_ indices: [TemplateIndex], rounds: Int) throws -> Timing {
    let comparator = Comparator(effort: .quick)
    let workspace = ComparisonWorkspace()
    let gallery = indices.dropFirst(2)
    let timed = BenchmarkCase("one against 10,000, level 2") {
      (0..<gallerySize).reduce(0) { sum, number in
        let reference = gallery[gallery.startIndex + number % gallery.count]
        let result = comparator.compare(
          indices[0], reference, level: .orientation, workspace: workspace)
        return sum &+ result.pairCount
      }
    }
    return try Harness.time([timed], rounds: rounds)[0]
  }
}
