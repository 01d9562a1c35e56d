// SPDX-License-Identifier: Apache-2.0

import Fingerprint
import FoundationEssentials
import Imaging

/// The scores of one folder's comparisons.
struct FolderScores: Sendable {
  let folder: String
  let plan: EvaluationPlan
  /// In the order of the plan's pairs.
  let scores: [Float]
  /// Files that could not be used, with the reason.
  let failures: [String]

  /// Below every real score: pairs of which a file could not be used.
  static let failed: Float = -1

  func scores(genuine: Bool) -> [Float] {
    zip(plan.pairs, scores).filter { $0.0.isGenuine == genuine }.map(\.1)
  }

  /// `genuine|impostor a b score`, a line a pair.
  var lines: String {
    zip(plan.pairs, scores).map { pair, score in
      let (a, b) = (plan.impressions[pair.first].name, plan.impressions[pair.second].name)
      let kind = pair.isGenuine ? "genuine" : "impostor"
      return "\(kind) \(folder)/\(a) \(folder)/\(b) \(Comparison.text(score))\n"
    }.joined()
  }
}

/// Extracts a folder's impressions and makes all comparisons of the plan.
struct EvaluationRun {
  let gallery: Gallery
  let comparator: Comparator

  /// A folder's impressions, ready to be compared.
  struct Prepared {
    let plan: EvaluationPlan
    /// Nil where an impression could not be used.
    let indexes: [TemplateIndex?]
    let failures: [String]
  }

  /// The same with images changed before extraction.
  func changing(
    _ change: @escaping @Sendable (NormalizedImage, _ path: String) -> NormalizedImage
  ) -> EvaluationRun {
    var source = gallery.source
    source.change = change
    return EvaluationRun(
      gallery: Gallery(source: source, level: gallery.level), comparator: comparator)
  }

  func evaluate(_ folder: String) async throws -> FolderScores {
    let prepared = try await prepare(folder)
    let scores = await compare(prepared.plan.pairs, prepared.indexes)
    return FolderScores(
      folder: folder, plan: prepared.plan, scores: scores, failures: prepared.failures)
  }

  func prepare(_ folder: String) async throws -> Prepared {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw InputError.unreadable(folder)
    }
    let plan = EvaluationPlan(fileNames: names)
    guard !plan.impressions.isEmpty else { throw InputError.noImpressions(folder) }
    let paths = plan.impressions.map { "\(folder)/\($0.name)" }
    let loaded = try await gallery.load(paths)
    var failures: [String] = []
    let indexes = paths.map { path -> TemplateIndex? in
      do {
        return try loaded.index(path)
      } catch {
        failures.append("\(path): \(error)")
        return nil
      }
    }
    return Prepared(plan: plan, indexes: indexes, failures: failures)
  }

  /// Scores in the order of the pairs, spread over the processors in even parts.
  private func compare(
    _ pairs: [EvaluationPlan.Pair], _ indexes: [TemplateIndex?]
  ) async -> [Float] {
    let parts = Self.parts(pairs.count)
    let comparator = comparator
    var bar = ProgressBar("parts", total: parts.count)
    return await withTaskGroup(of: (Int, [Float]).self) { group in
      for (number, part) in parts.enumerated() {
        group.addTask {
          let workspace = ComparisonWorkspace()
          let scores = part.map { k -> Float in
            guard let first = indexes[pairs[k].first], let second = indexes[pairs[k].second] else {
              return FolderScores.failed
            }
            return comparator.compare(first, second, workspace: workspace).score
          }
          return (number, scores)
        }
      }
      var done = [[Float]](repeating: [], count: parts.count)
      for await (number, scores) in group {
        done[number] = scores
        bar.advance()
      }
      bar.finish()
      return done.flatMap { $0 }
    }
  }

  private static func parts(_ count: Int) -> [Range<Int>] {
    let size = 256
    return stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }
}
