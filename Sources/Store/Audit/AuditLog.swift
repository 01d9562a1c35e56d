// SPDX-License-Identifier: Apache-2.0

import Cryptography
import GRDB

/// Who did what when, as a chain of hashes: no row can be changed, dropped, swapped or put in between
/// without all later hashes being wrong, and those are signed.
///
/// Rows can be cut off at the end unseen by the log itself, so a head leaves the station with every
/// upload, stick and day report.
public final class AuditLog: Sendable {
  /// A head is signed by itself after so many rows.
  static let rowsBetweenHeads = 100

  let disk: StoreDisk
  private let clock: StationClock
  let signer: HeadSigner?

  init(_ disk: StoreDisk, clock: StationClock, signer: HeadSigner?) {
    (self.disk, self.clock, self.signer) = (disk, clock, signer)
  }

  /// Adds an event; it is on the disk when this returns.
  public func append(_ event: AuditEvent) throws(StoreError) {
    let number = try disk.write { try self.append(event, in: $0) }
    try signIfDue(after: number)
  }

  /// Adds an event within a transaction; gives the row's number for `signIfDue`.
  func append(_ event: AuditEvent, in database: Database) throws -> Int {
    let last = try Row.fetchOne(
      database, sql: "SELECT row, hash FROM audit ORDER BY n DESC LIMIT 1")
    let before = try last.map(Self.parsed)
    let row = AuditRow((before?.row.number ?? 0) + 1, event, at: clock.now, after: before?.row)
    let text = row.canonicalJSON
    let hash = try AuditRow.hash(text, after: before?.hash)
    try database.execute(
      sql: "INSERT INTO audit(n, row, hash) VALUES (?, ?, ?)",
      arguments: [row.number, text, Bytes(hash.bytes)])
    return row.number
  }

  private static func parsed(_ row: Row) throws -> (row: AuditRow, hash: Digest256) {
    guard let last = AuditRow(canonicalJSON: try row.value("row")),
      let hash = Digest256(row.bytes("hash"))
    else { throw StoreError.damaged("The last row of the audit log") }
    return (last, hash)
  }

  /// Signs a head when a hundred rows are full; done outside of the transaction, since a key in a chip
  /// takes its time.
  func signIfDue(after number: Int) throws(StoreError) {
    if number.isMultiple(of: Self.rowsBetweenHeads) { _ = try signHead() }
  }

  /// Signs the end of the log and keeps the signature: at sign-in, synchronisation and export.
  ///
  /// Where the store has no signer the head is given without a signature and not kept.
  @discardableResult public func signHead() throws(StoreError) -> AuditHead {
    let head = try head()
    guard let signer, head.number > 0 else { return head }
    let signed: AuditHead
    do { signed = try head.signed(by: signer) } catch {
      throw StoreError(
        .cryptography,
        "The station's key did not sign the audit log. Check the key, then try again.", cause: error
      )
    }
    try disk.write {
      try $0.execute(
        sql: "INSERT OR REPLACE INTO audit_head(n, hash, signature) VALUES (?, ?, ?)",
        arguments: [signed.number, Bytes(signed.hash.bytes), Bytes(signed.signature ?? [])])
    }
    return signed
  }

  /// The end of the log now, without a signature.
  public func head() throws(StoreError) -> AuditHead {
    try disk.read { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1")
      let hash = row.map { $0.bytes("hash") } ?? [UInt8](repeating: 0, count: Digest256.count)
      guard let hash = Digest256(hash) else { throw StoreError.damaged("The audit log") }
      return AuditHead(number: row?["n"] ?? 0, hash: hash)
    }
  }

  /// The newest rows, the newest first.
  public func rows(newest count: Int) throws(StoreError) -> [AuditRow] {
    let texts = try disk.read {
      try String.fetchAll(
        $0, sql: "SELECT row FROM audit ORDER BY n DESC LIMIT ?", arguments: [count])
    }
    return texts.compactMap(AuditRow.init(canonicalJSON:))
  }

  /// Goes through the whole log; see `AuditVerdict` and `AuditCheck`.
  public func verify(
    external: AuditHead? = nil, check: SignatureCheck? = nil
  ) throws(StoreError) -> AuditVerdict {
    var going = try AuditCheck(of: self, external: external, check: check)
    while true {
      if let verdict = try going.advance() { return verdict }
    }
  }
}

extension StationStore {
  /// Notes that so many records were delivered in one go, and signs the end of the audit log.
  public func synchronised(_ delivered: Int) throws(StoreError) {
    try audit.append(AuditEvent(.synchronised, count: delivered))
    try audit.signHead()
  }
}
