// SPDX-License-Identifier: Apache-2.0

import Benchmarks
import Biometrics
import Fingerprint

/// `sinhtrac evaluate --fit`: fits the fusion weights anew and says what they are worth on folders
/// that they were not fitted on.
///
/// Weights are fitted on each folder as it is, and on altered copies: what a small sensor leaves of it,
/// pushed skin, dry, wet, soft and patchy prints. Only impressions as they are get scored.
struct FitFusion {
  let run: EvaluationRun
  let fitting: FusionFitting

  private typealias Kind = ImpressionAlteration.Kind

  /// Prints the error rates with weights fitted on all folders but the one that is scored, then the
  /// weights fitted on all.
  func report(_ folders: [String]) async throws {
    var samples: [[[FusionFitting.Sample]]] = []
    for folder in folders {
      var kinds: [[FusionFitting.Sample]] = []
      for kind in Kind.allCases { kinds.append(try await measure(folder, kind)) }
      samples.append(kinds)
    }
    var pooled: [(Bool, Float)] = []
    for k in folders.indices where folders.count > 1 {
      let others = samples.indices.filter { $0 != k }.flatMap { samples[$0].flatMap { $0 } }
      let fit = fitting.fit(others)
      let scored = samples[k][0].map { ($0.isGenuine, fit.evidence($0)) }
      pooled += scored
      try print(folders[k], scored)
    }
    if folders.count > 1 { try print("pooled", pooled) }
    try StandardOutput.print(fitting.fit(samples.flatMap { $0.flatMap { $0 } }).text)
  }

  private func print(_ name: String, _ scores: [(Bool, Float)]) throws {
    let rates = ErrorRates(
      genuine: scores.filter(\.0).map(\.1), impostor: scores.filter { !$0.0 }.map(\.1))
    guard let rates else { throw InputError.oneKindOnly(name) }
    let points = [1e-1, 1e-2, 1e-3, 1e-4].map { rate -> String in
      let point = rates.point(atFMR: rate)
      return "FMR \(rate): FNMR \(EvaluationLine.percent(point.fnmr)) % at \(point.threshold)"
    }
    let equal = EvaluationLine.percent(rates.equalErrorRate)
    try StandardOutput.print("\(name): EER \(equal) %, \(points.joined(separator: ", "))")
  }

  private func measure(_ folder: String, _ kind: Kind) async throws -> [FusionFitting.Sample] {
    let change = ImpressionAlteration(kind)
    let altered = run.changing { image, path in change.apply(image, seed: Self.seed(path)) }
    let prepared = try await altered.prepare(folder)
    let workspace = ComparisonWorkspace()
    return prepared.plan.pairs.compactMap { pair in
      guard let first = prepared.indexes[pair.first], let second = prepared.indexes[pair.second]
      else { return nil }
      return fitting.sample(first, second, isGenuine: pair.isGenuine, workspace: workspace)
    }
  }

  /// Of a file's name (Fowler, Noll, Vo: FNV-1a), so that a copy is altered alike everywhere.
  private static func seed(_ path: String) -> UInt64 {
    (path.split(separator: "/").last ?? "").utf8.reduce(0xcbf2_9ce4_8422_2325) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
  }
}
