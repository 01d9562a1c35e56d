// SPDX-License-Identifier: Apache-2.0

import GRDB
import Records

extension LedgerEntry {
  /// Adds the row, in the officer's running shift where there is one. A record is counted once.
  func insert(record: RecordID?, in database: Database) throws {
    let shift = try Int.fetchOne(
      database,
      sql: "SELECT n FROM shift WHERE operator = ? AND ended IS NULL ORDER BY n DESC LIMIT 1",
      arguments: [by.description])
    let reason: String? =
      if case .notEnrolled(let code) = outcome { code.description } else { nil }
    try database.execute(
      sql: """
        INSERT OR IGNORE INTO ledger(record, ward, kind, age, outcome, reason, exceptions, overrides,
          operator, shift, began, ended) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        record?.description, ward.description, kind.rawValue, ageGroup.rawValue,
        reason == nil ? "enrolled" : "not-enrolled", reason, exceptions, overrides, by.description,
        shift, began.secondsSince1970, ended.secondsSince1970,
      ])
  }

  init(_ row: Row) throws {
    guard let ward = ListCode(try row.value("ward")),
      let kind = ApplicationKind.Procedure(rawValue: try row.value("kind")),
      let age = AgeGroup(rawValue: try row.value("age")),
      let by = OperatorID(try row.value("operator"))
    else { throw StoreError.damaged("A row of the day ledger") }
    let reason = (row.optional("reason") as String?).map { ListCode($0) ?? .unknown }
    self.init(
      ward: ward, kind: kind, ageGroup: age,
      outcome: reason.map(Outcome.notEnrolled) ?? .enrolled,
      exceptions: try row.value("exceptions"),
      overrides: try row.value("overrides"), by: by,
      began: UTCTime(clamping: try row.value("began")),
      ended: UTCTime(clamping: try row.value("ended")))
  }
}
