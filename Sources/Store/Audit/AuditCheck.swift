// SPDX-License-Identifier: Apache-2.0

import GRDB

/// Goes through the whole audit log, some rows at a time: others use the store between them, and whoever
/// looks sees how far it is.
public struct AuditCheck: Sendable {
  /// Rows that are read at once: some milliseconds.
  private static let rowsAtOnce = 500

  private let disk: StoreDisk
  private var verifier: AuditVerifier
  /// The least number that the next row may have.
  private var next = Int.min

  /// Rows that were gone through.
  public private(set) var done = 0
  /// Rows of the log when this began; more may follow.
  public let all: Int

  /// Begins before the first row.
  ///
  /// `external` is a head that was kept elsewhere: on a stick, at the centre, on a day report. `check`
  /// says whether a signature is the station's; without it the signatures are not looked at.
  public init(
    of log: AuditLog, external: AuditHead? = nil, check: SignatureCheck? = nil
  ) throws(StoreError) {
    disk = log.disk
    (verifier, all) = try log.disk.read { database in
      var verifier = AuditVerifier(check: check, external: external)
      let heads = try Row.fetchCursor(
        database, sql: "SELECT n, hash, signature FROM audit_head ORDER BY n")
      while let head = try heads.next() {
        verifier.expect(
          try head.value("n"), hash: head.bytes("hash"), signature: head.bytes("signature"))
      }
      return (verifier, try Int.fetchOne(database, sql: "SELECT max(n) FROM audit") ?? 0)
    }
  }

  /// Goes through the next rows. Gives the verdict at the end of the log, else nil: then call it again.
  public mutating func advance() throws(StoreError) -> AuditVerdict? {
    var (verifier, last, count) = (verifier, Int.max, 0)
    try disk.read { database in
      let rows = try Row.fetchCursor(
        database, sql: "SELECT n, row, hash FROM audit WHERE n >= ? ORDER BY n LIMIT ?",
        arguments: [next, Self.rowsAtOnce])
      while let row = try rows.next() {
        let number: Int = try row.value("n")
        try verifier.take(number, try row.value("row"), hash: row.bytes("hash"))
        (last, count) = (number, count + 1)
      }
    }
    self.verifier = verifier
    done += count
    guard count == Self.rowsAtOnce, last < .max else { return try self.verifier.finish() }
    next = last + 1
    return nil
  }
}
