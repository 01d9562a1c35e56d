// SPDX-License-Identifier: Apache-2.0

public import Fingerprint
public import Imaging
public import Iris
public import Records

/// What every session of a station shares: its rules, where drafts and sealed records go, who works
/// there, and the clock.
public struct SessionDesk: Sendable {
  /// What the office asks for.
  public var policy = CapturePolicy()
  /// Where unfinished sessions are kept.
  public var drafts: any DraftKeeper
  /// Where sealed records go.
  public var outbox: any SealedRecordKeeper
  /// What seals them.
  public var sealer: any RecordSealer
  /// Where a line on each person who was not enrolled goes; nil where nobody counts.
  public var ledger: (any SessionLedger)?
  /// Who makes the records.
  public var station: StationIdentity
  /// People of this station, whose fingers and eyes must not be given as an applicant's.
  public var operators: [OperatorPrints] = []
  /// The loops to compute with.
  public var kernels = Kernels.best
  /// Where commands compute; nil for the threads that everything shares. A command may take a second of
  /// computing, and who serves others meanwhile gives threads for it.
  public var executor: (any TaskExecutor)?
  /// The moment; a test gives its own.
  public var clock: @Sendable () throws -> UTCTime
  /// The day's running number of a transaction, 0...999999, for a moment.
  public var serial: @Sendable (UTCTime) throws -> Int = { time in
    (time.secondsSince1970 + EnrolmentRules.hoursEast * 3600) % 86_400
  }

  /// Takes what has no default.
  public init(
    drafts: any DraftKeeper, outbox: any SealedRecordKeeper, sealer: any RecordSealer,
    station: StationIdentity, clock: @escaping @Sendable () throws -> UTCTime
  ) {
    (self.drafts, self.outbox, self.sealer) = (drafts, outbox, sealer)
    (self.station, self.clock) = (station, clock)
  }
}

/// Fingers and eyes of one who works at the station.
public struct OperatorPrints: Sendable {
  /// The operator's id.
  public let id: String
  /// Fingers, prepared for comparison.
  public let fingers: [TemplateIndex]
  /// Eyes.
  public let eyes: [IrisCode]

  /// Takes templates.
  public init(id: String, fingers: [FingerprintTemplate], eyes: [IrisCode] = []) {
    self.id = id
    self.fingers = fingers.map { TemplateIndex($0) }
    self.eyes = eyes
  }
}

/// Where a line on each person who was not enrolled goes, without personal data. Those of enrolled
/// ones go with their record.
public protocol SessionLedger: Sendable {
  /// Takes a line, on the disk when it returns; may destroy the session's draft in the same step.
  func close(_ summary: SessionSummary) async throws
}

/// What a day report counts of one session.
public struct SessionSummary: Sendable, Hashable, Codable {
  /// The application's number.
  public let application: String
  /// `FIRST_ISSUANCE`, `EXCHANGE`, `REISSUANCE`; nil where nobody said.
  public let procedure: String?
  /// `0-5`, `6-13`, `14+`; nil without a birth date.
  public let ageGroup: String?
  /// Id of the sealed record; nil for a person who was not enrolled.
  public let record: String?
  /// Code of why not; nil for a person who was.
  public let notEnrolled: String?
  /// Fingers and eyes declared as not to be captured.
  public let exceptions: Int
  /// Captures accepted below the limit.
  public let overrides: Int
  /// When the session was opened, RFC 3339.
  public let openedAt: String
  /// When it was closed.
  public let closedAt: String
  /// Who closed it.
  public let officer: String
}
