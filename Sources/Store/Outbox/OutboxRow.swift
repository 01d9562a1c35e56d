// SPDX-License-Identifier: Apache-2.0

import Cryptography
import GRDB
import Records

extension OutboxEntry {
  init(_ row: Row) throws {
    guard let id = RecordID(try row.value("id")), let digest = Digest256(row.bytes("digest")) else {
      throw StoreError.damaged("A row of the outbox")
    }
    self.id = id
    self.digest = digest
    size = try row.value("size")
    accepted = UTCTime(clamping: try row.value("accepted"))
    state = try State(row)
    attempts = try row.value("attempts")
    receipt = (row.optional("receipt") as Bytes?).map { Array($0) }
    isKept = try row.value("kept")
  }

  static func fetch(_ id: RecordID, in database: Database) throws -> OutboxEntry? {
    try Row.fetchOne(
      database, sql: "SELECT * FROM outbox WHERE id = ?", arguments: [id.description]
    ).map(OutboxEntry.init)
  }
}

extension OutboxEntry.State {
  fileprivate init(_ row: Row) throws {
    let reason = (row.optional("reason") as String?).flatMap(ListCode.init) ?? .unknown
    switch try row.value("state") as String {
    case "queued": self = .queued
    case "sending": self = .sending
    case "waiting":
      self = .waiting(until: UTCTime(clamping: row.optional("next") ?? 0), reason: reason)
    case "refused": self = .refused(reason: reason)
    case "exported": self = .exported(stick: row.optional("stick") ?? "")
    case "delivered": self = .delivered(at: UTCTime(clamping: row.optional("received") ?? 0))
    default: throw StoreError.damaged("A row of the outbox")
    }
  }

  /// Writes the state; what belongs to other states is emptied.
  func write(_ id: RecordID, in database: Database) throws {
    var (next, reason, stick, received): (Int?, String?, String?, Int?) = (nil, nil, nil, nil)
    switch self {
    case .queued, .sending: break
    case .waiting(let until, let code): (next, reason) = (until.secondsSince1970, "\(code)")
    case .refused(let code): reason = "\(code)"
    case .exported(let name): stick = name
    case .delivered(let time): received = time.secondsSince1970
    }
    try database.execute(
      sql: """
        UPDATE outbox SET state = ?, next = ?, reason = ?, stick = coalesce(?, stick), received = ?
        WHERE id = ?
        """,
      arguments: [name, next, reason, stick, received, id.description])
  }
}

extension ListCode {
  /// For a reason that is none of ours.
  static let unknown = ListCode(unchecked: "unknown")
}
