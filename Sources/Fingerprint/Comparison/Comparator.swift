// SPDX-License-Identifier: Apache-2.0

public import Imaging

/// Compares templates one to one, free of rotation and tolerant of bent skin and partial overlap.
public struct Comparator: Sendable {
  var parameters = ComparisonParameters()
  private let kernels: any ComparisonKernels

  /// A comparator with the parameters that its scores are calibrated for; the scores are the same
  /// with all kernels.
  public init(kernels: Kernels = .best) { self.kernels = kernels.comparison }

  /// Compares two templates at the highest level that both carry and `level` allows.
  ///
  /// The score is the same when probe and reference are exchanged. Nothing is allocated once the
  /// workspace has met templates of the size.
  public func compare(
    _ probe: TemplateIndex, _ reference: TemplateIndex, level: ComparisonLevel = .ridges,
    workspace: ComparisonWorkspace
  ) -> Comparison {
    let level = min(level, min(probe.level, reference.level))
    let isSwapped = reference.order < probe.order
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
    first.minutiae.withPointers { a in
      second.minutiae.withPointers { b in
        let pair = TemplatePair(
          first: first, second: second, a: a, b: b, level: level, parameters: parameters,
          kernels: kernels, workspace: workspace)
        return measure(pair)
      }
    }
  }

  private func measure(_ pair: TemplatePair) -> ComparisonEvidence {
    guard pair.a.count >= 3, pair.b.count >= 3 else { return .tooSmall }
    pair.measureSimilarity()
    let candidates = Candidates.select(pair)
    pair.rankHypotheses(candidates)
    guard candidates > 0, let best = pair.bestAlignment(of: candidates) else { return .unaligned }
    return pair.addRidges(best)
  }
}
