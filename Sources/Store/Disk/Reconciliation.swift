// SPDX-License-Identifier: Apache-2.0

import GRDB

/// Compares rows and files, in both directions, when a store is opened.
///
/// Files are written before the row that counts on them and removed after the row is gone, so a file
/// without a row is a step that was never acknowledged. A row without a file is damage.
public struct Reconciliation: Sendable, Hashable {
  /// Files that no row counts on, and half-written ones: removed.
  public let removedFiles: Int
  /// Records in the outbox whose file is missing or has another size.
  public let damagedRecords: [RecordID]
  /// Files of drafts that are missing.
  public let missingDraftFiles: Int
  /// Records that were being sent when the program ended: queued again.
  public let interrupted: Int

  /// Whether rows and files fit.
  public var isSound: Bool { damagedRecords.isEmpty && missingDraftFiles == 0 }

  init(_ disk: StoreDisk) throws(StoreError) {
    let records = try disk.read { database in
      try Row.fetchAll(database, sql: "SELECT id, size FROM outbox WHERE kept = 1")
        .reduce(into: [String: Int]()) { sizes, row in
          let id: String = try row.value("id")
          sizes[id + ".cms"] = try row.value("size")
        }
    }
    let parts = try disk.read {
      Set(try String.fetchAll($0, sql: "SELECT file FROM draft_blob"))
    }
    removedFiles = try disk.files {
      try Self.removeOrphans(disk.outbox, Set(records.keys))
        + Self.removeOrphans(disk.drafts, parts)
    }
    damagedRecords = try disk.files {
      try records.filter { try disk.outbox.size($0.key) != $0.value }.keys
        .compactMap { RecordID(String($0.dropLast(4))) }.sorted()
    }
    missingDraftFiles = try disk.files {
      try parts.filter { try disk.drafts.size($0) == nil }.count
    }
    interrupted = try disk.write { database in
      try database.execute(sql: "UPDATE outbox SET state = 'queued' WHERE state = 'sending'")
      return database.changesCount
    }
  }

  private static func removeOrphans(
    _ folder: DurableFolder, _ known: Set<String>
  ) throws(StoreError) -> Int {
    let orphans = try folder.names().filter { !known.contains($0) }
    for name in orphans { try folder.remove(name) }
    return orphans.count
  }
}
