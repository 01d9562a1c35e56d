// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Two templates under comparison: what every stage reads, and the workspace it writes to.
struct TemplatePair {
  let first: TemplateIndex.Content
  let second: TemplateIndex.Content
  let a: MinutiaPointers
  let b: MinutiaPointers
  let level: ComparisonLevel
  let parameters: ComparisonParameters
  let kernels: any ComparisonKernels
  let workspace: ComparisonWorkspace

  /// Bytes of a row of the similarity matrix.
  var rowStride: Int { a.lanes }

  /// Fills the similarity matrix with what the level allows.
  ///
  /// Fingers are put down upright: pairs turned far must be more alike to become hypotheses.
  func measureSimilarity() {
    let out = workspace.similarity.base
    if level >= .orientation, let da = first.descriptors, let db = second.descriptors {
      kernels.flowSimilarity(
        da.bySample, lanesA: a.lanes, db.byMinutia, countB: b.count, out: out)
    } else {
      kernels.cylinderSimilarity(
        first.cylinders.words, countA: a.count, second.cylinders.words, countB: b.count,
        rowStride: rowStride, out: out)
    }
    kernels.penaliseTurns(
      a.columns, b.columns, beyond: UInt16(parameters.usualTurn * BinaryAngle.perDegree),
      by: parameters.turnedPenalty, similarity: out)
  }
}
