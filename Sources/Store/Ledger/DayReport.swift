// SPDX-License-Identifier: Apache-2.0

public import Records

/// What a station did on one day, in numbers: for the evening, for the office, for the wall.
public struct DayReport: Sendable, Hashable, Codable {
  /// One ward or commune.
  public struct Ward: Sendable, Hashable, Codable {
    /// Its code.
    public let ward: String
    /// People who were to come; nil where nobody said how many.
    public let quota: Int?
    /// People enrolled.
    public let enrolled: Int
    /// People who came and were not enrolled.
    public let notEnrolled: Int
  }

  /// One group of a count, such as an age group or a reason.
  public struct Group: Sendable, Hashable, Codable {
    /// Its name or code.
    public let name: String
    /// People.
    public let count: Int
  }

  /// One shift.
  public struct ShiftLine: Sendable, Hashable, Codable {
    /// Running number.
    public let number: Int
    /// Who.
    public let `operator`: String
    /// When it began and ended, `YYYY-MM-DDThh:mm:ssZ`; no end while it runs.
    public let began: String
    /// See `began`.
    public let ended: String?
    /// People enrolled in it.
    public let enrolled: Int
  }

  /// Name of the kit.
  public let kit: String
  /// The day, `YYYY-MM-DD`.
  public let day: String
  /// When the report was made, `YYYY-MM-DDThh:mm:ssZ`.
  public let made: String
  /// People enrolled.
  public let enrolled: Int
  /// People not enrolled.
  public let notEnrolled: Int
  /// People who were to come, over all wards.
  public let quota: Int
  /// By ward, in the order of their codes.
  public let wards: [Ward]
  /// Enrolled people in the groups 0-6, 6-14 and 14+ (under six, six to thirteen, fourteen and over).
  public let ages: [Group]
  /// Enrolled people by what they applied for.
  public let kinds: [Group]
  /// People not enrolled by reason, the commonest first.
  public let reasons: [Group]
  /// Fingers and eyes declared missing or unable.
  public let exceptions: Int
  /// Times a supervisor let something pass.
  public let overrides: Int
  /// Mean time of an enrolment, in seconds; nil without one.
  public let meanSeconds: Int?
  /// The day's shifts.
  public let shifts: [ShiftLine]
  /// All records in the outbox by state, whatever their day.
  public let outbox: [Group]
  /// Ids of the records that the centre has not signed for: whom to call again if the kit is lost.
  public let unsent: [RecordID]
  /// Number of the audit log's last row.
  public let auditNumber: Int
  /// Hash of the audit chain there, in hexadecimal digits: keep the report to verify the log against.
  public let auditHash: String
  /// The station's signature over that end (`AuditHead.digest`), in base64; nil where no key signed it.
  public let auditSignature: String?
}

extension StationStore {
  /// The report of a day of the calendar so many hours east of Greenwich; signs the audit log's head and
  /// notes that a report was made.
  public func dayReport(
    on day: CalendarDate, kit: String, hoursEast: Int = 7
  ) throws(StoreError) -> DayReport {
    let rows = try ledger.rows(on: day, hoursEast: hoursEast)
    try audit.append(AuditEvent(.reportMade))
    return DayReport(
      kit: kit, day: day, made: outbox.clock.now.wall, rows: rows, quotas: try ledger.quotas(),
      shifts: try shifts.shifts(on: day, hoursEast: hoursEast), outbox: try outbox.list(),
      audit: try audit.signHead())
  }
}
