// SPDX-License-Identifier: Apache-2.0

public import Records

/// What the day report counts of one person: no name, no number, no image.
public struct LedgerEntry: Sendable, Hashable {
  /// How it ended.
  public enum Outcome: Sendable, Hashable {
    /// A record was sealed.
    case enrolled
    /// No record; the code says why.
    case notEnrolled(reason: ListCode)
  }

  /// Code of the ward or commune that the person lives in.
  public let ward: ListCode
  /// What was applied for.
  public let kind: ApplicationKind.Procedure
  /// The person's age group on that day.
  public let ageGroup: AgeGroup
  /// How it ended.
  public let outcome: Outcome
  /// Fingers and eyes declared missing or unable.
  public let exceptions: Int
  /// Times a supervisor let something pass that the rules would have stopped.
  public let overrides: Int
  /// The officer.
  public let by: OperatorID
  /// When the session began.
  public let began: UTCTime
  /// When it ended.
  public let ended: UTCTime

  /// Takes the parts; negative counts become 0.
  public init(
    ward: ListCode, kind: ApplicationKind.Procedure, ageGroup: AgeGroup, outcome: Outcome,
    exceptions: Int = 0, overrides: Int = 0, by: OperatorID, began: UTCTime, ended: UTCTime
  ) {
    (self.ward, self.kind, self.ageGroup, self.outcome) = (ward, kind, ageGroup, outcome)
    (self.exceptions, self.overrides) = (max(0, exceptions), max(0, overrides))
    (self.by, self.began, self.ended) = (by, began, max(began, ended))
  }
}
