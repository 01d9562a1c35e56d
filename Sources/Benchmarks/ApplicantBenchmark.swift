// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Dispatch
import Fingerprint
import Foundation
import Imaging
import SampleKit

/// Wall time of a whole ten-finger applicant on two cores: decode, normalise, extract, and compare
/// all pairs of fingers to catch one that was given twice.
enum ApplicantBenchmark {
  static let benchmark = Benchmark(
    name: "applicant",
    abstract: "ten fingers from PNG bytes to templates, cross-compared, two cores",
    run: run)

  private static let lanes = 2

  static func run(_ options: Benchmark.Options) throws -> BenchmarkReport {
    let files = try FingerPosition.tenFingers.map(png)
    var walls: [UInt64] = []
    for round in -1..<min(options.rounds, 10) {
      let clock = ContinuousClock()
      let elapsed = try clock.measure { try enrol(files) }
      let parts = elapsed.components
      if round >= 0 {
        walls.append(
          UInt64(parts.seconds) * 1_000_000_000 + UInt64(parts.attoseconds / 1_000_000_000))
      }
    }
    let timing = Timing("ten fingers, wall", pixels: nil, samples: walls)
    return BenchmarkReport(
      name: benchmark.name, subject: "ten synthetic impressions of 388x374 pixels as PNG",
      timings: [timing],
      figures: [.init("fastest applicant", Double(timing.minimumNanoseconds) / 1e6, "ms wall")])
  }

  private static func png(_ position: FingerPosition) throws -> [UInt8] {
    let finger = MasterFinger(seed: 77, position: position)
    let conditions = QualityGrade.good.conditions(seed: 77, for: position)
    let image = FingerImpression(of: finger, on: .optical, conditions, seed: 77).image
    return try ImageFile.encode(image, as: .png)
  }

  private static func enrol(_ files: [[UInt8]]) throws {
    let results = Results()
    DispatchQueue.concurrentPerform(iterations: lanes) { lane in
      let workspace = ExtractionWorkspace()
      for file in stride(from: lane, to: files.count, by: lanes) {
        results.keep(Result { try index(files[file], workspace) })
      }
    }
    let fingers = try results.all.map { try $0.get() }
    DispatchQueue.concurrentPerform(iterations: lanes) { lane in
      let workspace = ComparisonWorkspace()
      for first in stride(from: lane, to: fingers.count, by: lanes) {
        for second in (first + 1)..<max(first + 1, fingers.count) {
          _ = Comparator().compare(fingers[first], fingers[second], workspace: workspace)
        }
      }
    }
  }

  private static func index(
    _ file: [UInt8], _ workspace: ExtractionWorkspace
  ) throws -> TemplateIndex {
    let image = try Normalizer().normalize(ImageFile.decode(file))
    let features = try MinutiaExtractor().extract(image, workspace: workspace)
    guard let template = features.template() else { throw BenchmarkError.noImages("SampleKit") }
    return TemplateIndex(template)
  }

  /// What the lanes found; the lock guards the list.
  private final class Results: @unchecked Sendable {
    private let lock = NSLock()
    private var list: [Result<TemplateIndex, any Error>] = []

    func keep(_ result: Result<TemplateIndex, any Error>) {
      lock.withLock { list.append(result) }
    }

    var all: [Result<TemplateIndex, any Error>] { lock.withLock { list } }
  }
}
