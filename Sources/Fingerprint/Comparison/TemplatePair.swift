// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Two templates under comparison: what every stage reads, and the workspace it writes to.
struct TemplatePair {
  let first: TemplateIndex
  let second: TemplateIndex
  let a: MinutiaPointers
  let b: MinutiaPointers
  let level: ComparisonLevel
  let parameters: ComparisonParameters
  let kernels: any ComparisonKernels
  let workspace: ComparisonWorkspace

  /// Bytes of a row of the similarity matrix.
  var rowStride: Int { a.lanes }

  /// Fills the similarity matrix with what the level allows.
  func measureSimilarity() {
    let out = workspace.similarity.base
    if level >= .orientation, let da = first.descriptors, let db = second.descriptors {
      kernels.flowSimilarity(
        da.bytes, countA: a.count, db.bytes, countB: b.count, rowStride: rowStride, out: out)
    } else {
      kernels.cylinderSimilarity(
        first.cylinders.words, countA: a.count, second.cylinders.words, countB: b.count,
        rowStride: rowStride, out: out)
    }
  }
}
