// SPDX-License-Identifier: Apache-2.0

/// The quality of one finger image, and what it was computed with.
public struct QualityAssessment: Sendable {
  /// The unified quality score, 0...100, or why there is none.
  public let score: Result<UInt8, MissingScore>
  /// The native quality measures; nil where none could be taken.
  public let measures: NativeMeasures?
  /// The four values that NFIQ 2 gives feedback on.
  public let actionable: ActionableValues
  /// What to tell the operator, most important first; empty for a print as it should be.
  public let reasons: [OperatorReason]
  /// The model that made the score.
  public let model: QualityModel.Identity
  /// Who found the minutiae.
  public let minutiaeProvider: String
}
