// SPDX-License-Identifier: Apache-2.0

import GRDB
import Synchronization

/// The database and the folders of one store, and the one rule for both: after a failed disk nothing is
/// tried again.
///
/// One `DatabaseQueue`, not a pool: a station writes a few rows a minute and has nothing to read in
/// parallel, and a pool lowers `synchronous` to NORMAL on its writer after `prepareDatabase` has run
/// (GRDB 7.10, `setUpWALMode`), by which acknowledged rows are lost in a power cut. A queue leaves the
/// settings alone.
final class StoreDisk: Sendable {
  /// Sealed records.
  let outbox: DurableFolder
  /// Sealed images of drafts.
  let drafts: DurableFolder
  /// The store's own folder.
  let folder: String

  private let queue: DatabaseQueue
  private let lock: FolderLock
  private let failure = Mutex<StoreError?>(nil)

  init(folder: String, durability: StoreDurability) throws(StoreError) {
    _ = try DurableFolder.make(folder)
    lock = try FolderLock(folder: folder)
    outbox = try .make(folder + "/outbox")
    drafts = try .make(folder + "/drafts")
    self.folder = folder
    do {
      queue = try DatabaseQueue(
        path: folder + "/store.sqlite", configuration: durability.configuration)
      try Self.prepare(queue)
    } catch { throw DiskError.translating(error) }
    try DurableFolder(path: folder).synchronise()
  }

  /// Brings the tables up to date, and empties the write-ahead log: pages of it that an earlier failed
  /// fsync never brought to the disk may still be in the system's memory, and nothing may rest on them.
  private static func prepare(_ queue: DatabaseQueue) throws {
    do { try Schema.migrator.migrate(queue) } catch {
      try queue.inDatabase { try $0.telling { throw error } }
    }
    try queue.writeWithoutTransaction { database in
      guard try String.fetchOne(database, sql: "PRAGMA journal_mode") == "wal" else {
        throw StoreError(.unusable, "The store's disk does not take SQLite's write-ahead log.")
      }
      try emptyLog(database)
    }
  }

  private static func emptyLog(_ database: Database) throws {
    try database.telling { try database.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
  }

  /// One transaction: on the disk when this returns, without effect when it throws.
  func write<Value>(_ work: (Database) throws -> Value) throws(StoreError) -> Value {
    try watched { try queue.write { database in try database.telling { try work(database) } } }
  }

  /// Reads rows.
  func read<Value>(_ work: (Database) throws -> Value) throws(StoreError) -> Value {
    try watched { try queue.read { database in try database.telling { try work(database) } } }
  }

  /// Work on files of the store.
  func files<Value>(_ work: () throws -> Value) throws(StoreError) -> Value {
    try watched(work)
  }

  /// Overwrites what removed rows left in the write-ahead log.
  func forgetRemoved() throws(StoreError) {
    try watched { try queue.writeWithoutTransaction(Self.emptyLog) }
  }

  private func watched<Value>(_ work: () throws -> Value) throws(StoreError) -> Value {
    if let error = failure.withLock({ $0 }) {
      throw StoreError(
        .closed, "The store is closed because its disk failed. Start the program again.",
        cause: error)
    }
    do { return try work() } catch {
      let explained = DiskError.translating(error)
      if explained.reason == .diskFailed { failure.withLock { $0 = explained } }
      throw explained
    }
  }
}
