// SPDX-License-Identifier: Apache-2.0

import GRDB
public import Records

/// One operator's time at the station.
public struct Shift: Sendable, Hashable {
  /// Running number.
  public let number: Int
  /// Who.
  public let by: OperatorID
  /// When it began.
  public let began: UTCTime
  /// When it ended; nil while it runs.
  public let ended: UTCTime?
}

/// Shifts of a day: several operators take turns, or work side by side.
public final class ShiftLog: Sendable {
  private let disk: StoreDisk
  private let audit: AuditLog
  private let clock: StationClock

  init(_ disk: StoreDisk, _ audit: AuditLog, clock: StationClock) {
    (self.disk, self.audit, self.clock) = (disk, audit, clock)
  }

  /// Begins an operator's shift; one that runs already goes on.
  public func begin(_ by: OperatorID) throws(StoreError) {
    let now = clock.now.wall.secondsSince1970
    try change(by, .shiftBegan) { database in
      try database.execute(
        sql: """
          INSERT INTO shift(operator, began) SELECT ?1, ?2 WHERE NOT EXISTS
            (SELECT 1 FROM shift WHERE operator = ?1 AND ended IS NULL)
          """,
        arguments: [by.description, now])
    }
  }

  /// Ends an operator's running shift; without one nothing happens.
  public func end(_ by: OperatorID) throws(StoreError) {
    let now = clock.now.wall.secondsSince1970
    try change(by, .shiftEnded) { database in
      try database.execute(
        sql: "UPDATE shift SET ended = max(began, ?) WHERE operator = ? AND ended IS NULL",
        arguments: [now, by.description])
    }
  }

  private func change(
    _ by: OperatorID, _ code: AuditEvent.Code, _ work: (Database) throws -> Void
  ) throws(StoreError) {
    let number = try disk.write { database -> Int? in
      try work(database)
      guard database.changesCount > 0 else { return nil }
      return try self.audit.append(AuditEvent(code, by: by), in: database)
    }
    if let number { try audit.signIfDue(after: number) }
  }

  /// Shifts that touch a day of the calendar so many hours east of Greenwich, in order.
  public func shifts(on day: CalendarDate, hoursEast: Int = 7) throws(StoreError) -> [Shift] {
    let start = try DayLedger.start(of: day, hoursEast)
    return try disk.read { database in
      try Row.fetchAll(
        database,
        sql: "SELECT * FROM shift WHERE began < ? AND coalesce(ended, ?) >= ? ORDER BY n",
        arguments: [start + 86_400, start, start]
      ).compactMap { row in
        guard let by = OperatorID(try row.value("operator")) else { return nil }
        return Shift(
          number: try row.value("n"), by: by, began: UTCTime(clamping: try row.value("began")),
          ended: (row.optional("ended") as Int?).map(UTCTime.init(clamping:)))
      }
    }
  }
}
