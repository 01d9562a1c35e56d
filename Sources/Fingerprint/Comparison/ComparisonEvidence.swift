// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// What was found out about a pair before it becomes a score.
enum ComparisonEvidence {
  /// A template has fewer than three minutiae.
  case tooSmall
  /// Nothing in one template looks like anything in the other.
  case unaligned
  /// The minutiae differ so much that the ridge maps were not looked at.
  case rejected(MeasuredAlignment, pairs: Int)
  /// All that the level has was compared.
  case measured(MeasuredAlignment, pairs: Int)
}

extension TemplatePair {
  /// Compares the ridge maps where the level has them and the minutiae do not rule it out.
  func addRidges(_ best: MeasuredAlignment) -> ComparisonEvidence {
    let pairs = workspace.bestPairs.count
    guard level == .ridges, let ridgesA = first.ridges, let ridgesB = second.ridges else {
      return .measured(best, pairs: pairs)
    }
    guard Fusion.evidence(best.features, .orientation) >= parameters.rejection else {
      return .rejected(best, pairs: pairs)
    }
    var best = best
    RidgeComparison(a: ridgesA, b: ridgesB, pair: self).measure(best.alignment, &best.features)
    return .measured(best, pairs: pairs)
  }
}

extension Comparison {
  /// Scores of pairs that did not get to be measured in full.
  private static let leastScore: Float = 0

  /// Minutiae under which a template decides nothing when there is nothing but them; of genuine
  /// pairs with fewer, a half is lost at a false match rate of 1e-3.
  private static let fewestAlone = 10

  /// Takes the number of minutiae of the smaller template.
  init(
    _ evidence: ComparisonEvidence, _ level: ComparisonLevel, minutiae: Int, isSwapped: Bool
  ) {
    self.level = level
    let isEnough = level > .minutiae || minutiae >= Self.fewestAlone
    switch evidence {
    case .tooSmall, .unaligned:
      score = Self.leastScore
      if case .tooSmall = evidence { isDecided = false } else { isDecided = isEnough }
      pairCount = 0
      alignment = nil
    case .rejected(let found, let pairs), .measured(let found, let pairs):
      if case .measured = evidence {
        score = ScoreScale.score(Fusion.evidence(found.features, level), level)
      } else {
        score = ScoreScale.rejected(Fusion.evidence(found.features, .orientation))
      }
      isDecided = isEnough
      pairCount = pairs
      alignment = Placement(isSwapped ? found.alignment.inverse : found.alignment)
    }
  }
}

extension Comparison.Placement {
  init(_ alignment: Alignment) {
    rotation = -Float(alignment.angle) / BinaryAngle.perDegree
    shiftX = alignment.shiftX
    shiftY = alignment.shiftY
  }
}
