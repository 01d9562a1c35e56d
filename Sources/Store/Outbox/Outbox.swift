// SPDX-License-Identifier: Apache-2.0

import Cryptography
import GRDB
import Records
import Synchronization

/// Sealed records from the moment they are accepted until some days after the centre signed for them.
///
/// Each goes its own way through the states of `OutboxEntry.State`: one that cannot be sent never holds
/// up the others, and none is removed before there is a receipt for it.
public final class Outbox: Sendable {
  let disk: StoreDisk
  let audit: AuditLog
  let clock: StationClock
  let openReceipt: ReceiptOpener?
  private let drafts: DraftVault
  private let applications: ApplicationIndex
  private let schedule: RetrySchedule
  private let oneAtATime = Mutex(())

  init(
    _ disk: StoreDisk, _ audit: AuditLog, _ drafts: DraftVault, _ applications: ApplicationIndex,
    clock: StationClock, schedule: RetrySchedule, openReceipt: ReceiptOpener?
  ) {
    (self.disk, self.audit, self.drafts, self.clock) = (disk, audit, drafts, clock)
    self.applications = applications
    (self.schedule, self.openReceipt) = (schedule, openReceipt)
  }

  /// Takes a sealed record; it is safe from a power cut when this returns.
  ///
  /// In the same transaction the day ledger gets its `entry`, the index of applications its `application`, the
  /// draft that the record was made from is destroyed, and the person's place on the day's list says so. The
  /// same record again has no effect; the same id with other bytes throws `record-conflict` and is noted in
  /// the audit log.
  public func accept(
    _ record: SealedRecord, of application: ApplicationIndex.Entry? = nil,
    entry: LedgerEntry? = nil, destroying draft: String? = nil, listed place: QueuePlace? = nil
  ) throws(StoreError) {
    try oneAtATime.withLock { _ throws(StoreError) in
      if let known = try self.entry(record.id) { return try acceptAgain(record, known, draft) }
      try acceptNew(record, entry, draft) { database in
        if let place { try PeopleList.set(.enrolled(record.id), at: place, in: database) }
        if let application {
          try self.applications.insert(application, of: record.id, in: database)
        }
      }
    }
  }

  /// The file first: a row never counts on a file that is not on the disk.
  private func acceptNew(
    _ record: SealedRecord, _ entry: LedgerEntry?, _ draft: String?,
    noting note: (Database) throws -> Void
  ) throws(StoreError) {
    let name = Self.fileName(record.id)
    try disk.files { try disk.outbox.write(record.bytes, as: name) }
    let number: Int
    let files: [String]?
    do throws(StoreError) {
      (number, files) = try disk.write { database in
        try note(database)
        return try self.insert(record, entry, draft, in: database)
      }
    } catch {
      if error.reason != .diskFailed { try? disk.files { try disk.outbox.remove(name) } }
      throw error
    }
    if let files { try drafts.forget(files) }
    try audit.signIfDue(after: number)
  }

  private func acceptAgain(
    _ record: SealedRecord, _ known: OutboxEntry, _ draft: String?
  ) throws(StoreError) {
    guard known.digest == record.digest else {
      try audit.append(AuditEvent(.recordConflict, record: record.id))
      throw StoreError(
        .conflict,
        "Record \(record.id) is in the outbox with other content; the first one stays. Tell the "
          + "office: a record id is made once.")
    }
    if let draft { try drafts.destroy(draft) }
  }

  private func insert(
    _ record: SealedRecord, _ entry: LedgerEntry?, _ draft: String?, in database: Database
  ) throws -> (Int, [String]?) {
    try insert(record, in: database)
    try entry?.insert(record: record.id, in: database)
    let number = try audit.append(
      AuditEvent(.recordAccepted, record: record.id, by: entry?.by), in: database)
    return (number, try draft.map { try self.drafts.drop($0, in: database) })
  }

  private func insert(_ record: SealedRecord, in database: Database) throws {
    try database.execute(
      sql: "INSERT INTO outbox(id, digest, size, accepted, state) VALUES (?, ?, ?, ?, 'queued')",
      arguments: [
        record.id.description, Bytes(record.digest.bytes), record.bytes.count,
        clock.now.wall.secondsSince1970,
      ])
  }

  /// The file of a record within the outbox's folder.
  static func fileName(_ id: RecordID) -> String { "\(id).cms" }

  /// All entries, the oldest first.
  public func list() throws(StoreError) -> [OutboxEntry] {
    try disk.read {
      try Row.fetchAll($0, sql: "SELECT * FROM outbox ORDER BY accepted, rowid")
        .map(OutboxEntry.init)
    }
  }

  /// What is to be sent now, the oldest first.
  public func due() throws(StoreError) -> [OutboxEntry] {
    let now = clock.now.wall
    return try list().filter { $0.isDue(at: now) }
  }

  /// One entry; nil when there is none of that id.
  public func entry(_ id: RecordID) throws(StoreError) -> OutboxEntry? {
    try disk.read { try OutboxEntry.fetch(id, in: $0) }
  }

  /// The sealed bytes; throws `store-damaged` when they are not those that were accepted.
  public func record(_ id: RecordID) throws(StoreError) -> SealedRecord {
    guard let entry = try entry(id), entry.isKept else { throw .unknown("record \(id)") }
    let bytes = try disk.files {
      try disk.outbox.read(Self.fileName(id), limit: SealedRecord.limit)
    }
    let record = try SealedRecord(id: id, bytes: bytes)
    guard record.digest == entry.digest else { throw .damaged("Record \(id)") }
    return record
  }

  /// Notes that sending begins. Throws `outbox-wrong-state` for a record that is not to be sent.
  public func beginSending(_ id: RecordID) throws(StoreError) {
    try step(id, .recordSent) { entry, database in
      guard !entry.isDelivered, entry.state != .sending, entry.isKept else {
        throw Self.wrongState(entry, "sent")
      }
      try database.execute(
        sql: "UPDATE outbox SET attempts = attempts + 1 WHERE id = ?",
        arguments: [id.description])
      return .sending
    }
  }

  /// Notes that sending failed. After a refusal for good (the centre will say the same again) a record
  /// is set aside as soon as the schedule's number of refusals is reached.
  public func sendingFailed(
    _ id: RecordID, reason: ListCode, forGood: Bool = false
  ) throws(StoreError) {
    try step(id, forGood ? .recordRefused : .recordWaiting) { entry, database in
      guard entry.state == .sending else { throw Self.wrongState(entry, "given up") }
      let refusals =
        try Int.fetchOne(
          database,
          sql: "UPDATE outbox SET refusals = refusals + ? WHERE id = ? RETURNING refusals",
          arguments: [forGood ? 1 : 0, id.description]) ?? 0
      if forGood, refusals >= self.schedule.refusals { return .refused(reason: reason) }
      let wait = self.schedule.wait(after: entry.attempts, chance: .random(in: 0..<1))
      let until = UTCTime(clamping: self.clock.now.wall.secondsSince1970 + wait)
      return .waiting(until: until, reason: reason)
    }
  }

  /// Puts a record that waits or was set aside back at once, because somebody asks for it.
  public func retry(_ id: RecordID, by operator: OperatorID? = nil) throws(StoreError) {
    try step(id, .recordRetried, by: `operator`) { entry, database in
      switch entry.state {
      case .refused, .waiting: break
      default: throw Self.wrongState(entry, "sent again")
      }
      try database.execute(
        sql: "UPDATE outbox SET refusals = 0 WHERE id = ?", arguments: [id.description])
      return .queued
    }
  }

  /// One step of a record from state to state, with its line in the audit log.
  func step(
    _ id: RecordID, _ code: AuditEvent.Code, by operator: OperatorID? = nil,
    _ next: (OutboxEntry, Database) throws -> OutboxEntry.State
  ) throws(StoreError) {
    let number = try disk.write { database in
      guard let entry = try OutboxEntry.fetch(id, in: database) else {
        throw StoreError.unknown("record \(id)")
      }
      try next(entry, database).write(id, in: database)
      return try self.audit.append(
        AuditEvent(code, record: id, by: `operator`), in: database)
    }
    try audit.signIfDue(after: number)
  }

  private static func wrongState(_ entry: OutboxEntry, _ step: String) -> StoreError {
    StoreError(
      .wrongState, "Record \(entry.id) is \(entry.state.name) and cannot be \(step) now.")
  }
}
