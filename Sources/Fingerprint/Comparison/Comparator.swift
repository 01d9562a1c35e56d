// SPDX-License-Identifier: Apache-2.0

public import Imaging

/// Compares templates one to one, free of rotation and tolerant of bent skin and partial overlap.
public struct Comparator: Sendable {
  /// How much time a comparison may take.
  public enum Effort: Sendable {
    /// The lowest error rates: for a pair that matters.
    case full
    /// Pairs whose minutiae differ plainly are not compared by their ridges and score 5 at most: for
    /// one probe against many.
    case quick
  }

  var parameters: ComparisonParameters
  private let kernels: any ComparisonKernels

  /// A comparator with the parameters that its scores are calibrated for; the scores are the same
  /// with all kernels.
  public init(kernels: Kernels = .best, effort: Effort = .full) {
    self.kernels = kernels.comparison
    parameters = effort == .full ? ComparisonParameters() : .quick
  }

  /// Compares two templates at the highest level that both carry and `level` allows.
  ///
  /// The score is the same when probe and reference are exchanged. Nothing is allocated once the
  /// workspace has met templates of the size.
  public func compare(
    _ probe: TemplateIndex, _ reference: TemplateIndex, level: ComparisonLevel = .ridges,
    workspace: ComparisonWorkspace
  ) -> Comparison {
    let level = min(level, min(probe.level, reference.level))
    let isSwapped = reference.content.order < probe.content.order
    let (first, second) = isSwapped ? (reference, probe) : (probe, reference)
    let evidence = evidence(first, second, level, workspace)
    return Comparison(
      evidence, level, minutiae: first.minutiaCount, isSwapped: isSwapped)
  }

  /// Everything that is measured of a pair.
  func evidence(
    _ first: TemplateIndex, _ second: TemplateIndex, _ level: ComparisonLevel,
    _ workspace: ComparisonWorkspace
  ) -> ComparisonEvidence {
    first.content.minutiae.withPointers { a in
      second.content.minutiae.withPointers { b in
        let pair = TemplatePair(
          first: first.content, second: second.content, a: a, b: b, level: level,
          parameters: parameters,
          kernels: kernels, workspace: workspace)
        return measure(pair)
      }
    }
  }

  private func measure(_ pair: TemplatePair) -> ComparisonEvidence {
    guard pair.a.count >= 3, pair.b.count >= 3 else { return .tooSmall }
    pair.measureSimilarity()
    let hypotheses = pair.rankHypotheses(Candidates.select(pair))
    guard hypotheses > 0, let best = pair.bestAlignment(of: hypotheses) else { return .unaligned }
    return pair.addRidges(best)
  }
}
