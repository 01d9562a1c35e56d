// SPDX-License-Identifier: Apache-2.0

import GRDB
public import Records

/// One row for each person who came, without anything that would say who it was.
public final class DayLedger: Sendable {
  private let disk: StoreDisk
  private let audit: AuditLog
  private let drafts: DraftVault

  init(_ disk: StoreDisk, _ audit: AuditLog, _ drafts: DraftVault) {
    (self.disk, self.audit, self.drafts) = (disk, audit, drafts)
  }

  /// Notes a person who was not enrolled. Enrolled ones come with their record: `Outbox.accept`.
  ///
  /// In the same transaction the draft is destroyed and the person's place on the day's list says so.
  public func note(
    _ entry: LedgerEntry, destroying draft: String? = nil, listed place: QueuePlace? = nil
  ) throws(StoreError) {
    let (number, files) = try disk.write { database in
      try entry.insert(record: nil, in: database)
      if let place, case .notEnrolled(let reason) = entry.outcome {
        try PeopleList.set(.notEnrolled(reason: reason), at: place, in: database)
      }
      let files = try draft.map { try self.drafts.drop($0, in: database) }
      return (try self.audit.append(AuditEvent(.notEnrolled, by: entry.by), in: database), files)
    }
    if let files { try drafts.forget(files) }
    try audit.signIfDue(after: number)
  }

  /// A row with the shift it was done in.
  struct Counted: Sendable, Hashable {
    let entry: LedgerEntry
    let shift: Int?
  }

  /// Entries of sessions that ended on a day of the calendar so many hours east of Greenwich, in order.
  public func entries(on day: CalendarDate, hoursEast: Int = 7) throws(StoreError) -> [LedgerEntry]
  {
    try rows(on: day, hoursEast: hoursEast).map(\.entry)
  }

  func rows(on day: CalendarDate, hoursEast: Int) throws(StoreError) -> [Counted] {
    let start = try Self.start(of: day, hoursEast)
    return try disk.read { database in
      try Row.fetchAll(
        database, sql: "SELECT * FROM ledger WHERE ended >= ? AND ended < ? ORDER BY n",
        arguments: [start, start + 86_400]
      ).map { Counted(entry: try LedgerEntry($0), shift: $0["shift"]) }
    }
  }

  /// The seconds since 1970 at which a day begins.
  static func start(of day: CalendarDate, _ hoursEast: Int) throws(StoreError) -> Int {
    guard let midnight = UTCTime("\(day)T00:00:00Z") else {
      throw .invalid("The day", "of the years 2000 to 2199")
    }
    return midnight.secondsSince1970 - hoursEast * 3600
  }

  /// Says how many people of a ward are to come, for the day report; 0 removes the ward.
  public func setQuota(_ people: Int, for ward: ListCode) throws(StoreError) {
    try disk.write { database in
      try database.execute(sql: "DELETE FROM quota WHERE ward = ?", arguments: [ward.description])
      guard people > 0 else { return }
      try database.execute(
        sql: "INSERT INTO quota(ward, people) VALUES (?, ?)",
        arguments: [ward.description, people])
    }
  }

  /// How many people are to come, by ward.
  public func quotas() throws(StoreError) -> [ListCode: Int] {
    try disk.read { database in
      try Row.fetchAll(database, sql: "SELECT ward, people FROM quota")
        .reduce(into: [:]) { quotas, row in
          if let ward = ListCode(try row.value("ward")) { quotas[ward] = try row.value("people") }
        }
    }
  }
}
