// SPDX-License-Identifier: Apache-2.0

/// Two templates under comparison: what every stage reads, and the workspace it writes to.
struct TemplatePair {
  let first: TemplateIndex
  let second: TemplateIndex
  let a: MinutiaPointers
  let b: MinutiaPointers
  let level: ComparisonLevel
  let parameters: ComparisonParameters
  let workspace: ComparisonWorkspace

  /// Bytes of a row of the similarity matrix.
  var rowStride: Int { a.lanes }

  /// Fills the similarity matrix with what the level allows.
  func measureSimilarity() {
    let out = workspace.similarity.base
    if level >= .orientation, let da = first.descriptors, let db = second.descriptors {
      Similarity.flow(da.bytes, a.count, db.bytes, b.count, rowStride, out)
    } else {
      Similarity.cylinders(
        first.cylinders.words, a.count, second.cylinders.words, b.count, rowStride, out)
    }
  }
}
