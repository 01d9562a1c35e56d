// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Imaging
import SampleKit

/// How often the reasons for the operator are told: where a fault was made, and where none was.
///
/// Without a folder, clean synthetic prints and prints with each fault; with one, its images, whose
/// faults nobody has marked: prints of FVC are dry, wet and turned on purpose.
enum FeedbackBenchmark {
  static let benchmark = Benchmark(
    name: "feedback", abstract: "reasons told to the operator: found faults and false alarms",
    run: run)

  static func run(_ options: Benchmark.Options) throws -> BenchmarkReport {
    if let folder = options.images { return try run(folder: folder, options) }
    let count = max(options.impressions / 10, 4)
    let fingers = (0..<count).map { number in
      MasterFinger(
        seed: UInt64(31_000 + number), position: FingerPosition.tenFingers[number % 10])
    }
    var figures = try alarms("clean", fingers.map { try reasons(nil, $0) })
    for fault in CaptureFault.allCases {
      let told = try fingers.map { try reasons(fault, $0) }
      let found = told.count { $0.contains { fault.reasons.contains($0) } }
      let share = Double(found) / Double(count)
      let names = fault.reasons.map(\.rawValue).joined(separator: ", ")
      figures.append(.init("\(fault): told", share, names))
      let first = told.count { $0.first.map(fault.reasons.contains) ?? false }
      figures.append(.init("\(fault): told first", Double(first) / Double(count)))
    }
    return BenchmarkReport(
      name: benchmark.name, subject: "\(count) synthetic prints of each kind", figures: figures)
  }

  private static func run(
    folder: String, _ options: Benchmark.Options
  ) throws -> BenchmarkReport {
    let set = try BenchmarkImages(options)
    let told = set.images.map { PrintEvidence($0)?.reasons() ?? [] }
    return BenchmarkReport(
      name: benchmark.name, subject: set.description, figures: alarms("all", told))
  }

  /// Share of prints with any reason, and with each.
  private static func alarms(
    _ name: String, _ told: [[OperatorReason]]
  ) -> [BenchmarkReport.Figure] {
    let count = Double(max(told.count, 1))
    let any = BenchmarkReport.Figure(
      "\(name): any reason", Double(told.count { !$0.isEmpty }) / count, "of \(told.count) prints")
    return [any]
      + OperatorReason.allCases.compactMap { reason in
        let share = Double(told.count { $0.contains(reason) }) / count
        return share > 0 ? .init("\(name): \(reason.rawValue)", share) : nil
      }
  }

  /// What is told about a print with a fault, or of a clean one; scanners take turns.
  private static func reasons(
    _ fault: CaptureFault?, _ finger: MasterFinger
  ) throws -> [OperatorReason] {
    let conditions =
      fault?.conditions(seed: finger.seed)
      ?? QualityGrade.excellent.conditions(seed: finger.seed)
    let scanners = [ScannerModel.optical, .compact, .tall, .fine]
    let scanner = scanners[Int(finger.seed % UInt64(scanners.count))]
    let impression = FingerImpression(of: finger, on: scanner, conditions, seed: finger.seed)
    let image = try Normalizer().normalize(impression.image)
    return PrintEvidence(image)?.reasons() ?? []
  }
}

extension CaptureFault {
  /// The reasons that name this fault.
  var reasons: [OperatorReason] {
    switch self {
    case .dry: [.tooDry, .tooLight]
    case .wet, .pressedHard: [.tooWet]
    case .light: [.tooLight]
    case .smeared, .doubled: [.moved]
    case .tipOnly: [.tipOnly]
    case .offCentre: [.offCentre]
    case .rotated: [.rotated]
    case .partial: [.partial]
    case .ghost: [.ghost]
    }
  }
}
