// SPDX-License-Identifier: Apache-2.0

import Cryptography
import GRDB
import Records
import Synchronization

/// Applications that are being worked on: everything of them sealed, each under a key of its own, and
/// each save whole or not at all.
///
/// Images are written to new files first; one transaction then changes the state and says which files
/// count. Files that nothing counts on any more are removed, after a crash at the next start.
public final class DraftVault: Sendable {
  /// Longest state, in bytes.
  public static let stateLimit = 16 << 20
  /// Longest blob, in bytes.
  public static let blobLimit = 64 << 20
  /// Most blobs of one draft: 13 captures, eyes, portrait and papers, each with several attempts.
  public static let blobCount = 256

  private let disk: StoreDisk
  private let seal: Seal?
  private let clock: StationClock
  private let oneAtATime = Mutex(())

  init(_ disk: StoreDisk, _ seal: Seal?, clock: StationClock) {
    (self.disk, self.seal, self.clock) = (disk, seal, clock)
  }

  /// Saves a draft: `blobs` are all that it has; only those that changed are written.
  ///
  /// On the disk when this returns; when it throws, the draft is as it was. Blob names are codes, not
  /// personal data. Throws `store-invalid-value`, `disk-full` and whatever the disk says.
  public func save(
    _ id: String, state: [UInt8], blobs: [String: [UInt8]] = [:]
  ) throws(StoreError) {
    try check(id, state, blobs)
    let seal = try unlocked()
    let disk = disk
    let time = clock.now.wall
    try oneAtATime.withLock { _ throws(StoreError) in
      let old = try row(id, seal)
      let save = try disk.files { try DraftSave(id, state, blobs, over: old, seal, at: time) }
      do throws(StoreError) {
        try disk.files { try save.writeFiles(to: disk.drafts) }
        try disk.write { try save.writeRows(to: $0) }
      } catch {
        // What is left of it is removed at the next start.
        if error.reason != .diskFailed { try? disk.files { try save.removeNewFiles(disk.drafts) } }
        throw error
      }
      try disk.files { try save.removeOldFiles(disk.drafts) }
    }
  }

  /// Gives a draft as it was last saved; nil when there is none.
  public func load(_ id: String) throws(StoreError) -> Draft? {
    let seal = try unlocked()
    guard let row = try row(id, seal) else { return nil }
    return try disk.files { try row.draft(from: disk.drafts) }
  }

  /// All drafts, the one saved last first.
  public func list() throws(StoreError) -> [DraftSummary] {
    let seal = try unlocked()
    return try disk.read { database in
      try Row.fetchAll(database, sql: "SELECT * FROM draft ORDER BY saved DESC, version DESC")
        .map { try DraftRow($0, [], seal).summary }
    }
  }

  /// Drops the draft's key and removes its files; nothing can bring it back. No draft of that id is as
  /// good.
  public func destroy(_ id: String) throws(StoreError) {
    let seal = try unlocked()
    try oneAtATime.withLock { _ throws(StoreError) in
      let files = try disk.write { try self.drop(id, seal, in: $0) }
      try forget(files)
    }
  }

  /// Drops a draft within a transaction; gives the files to `forget` afterwards.
  func drop(_ id: String, in database: Database) throws -> [String] {
    try drop(id, unlocked(), in: database)
  }

  private func drop(_ id: String, _ seal: Seal, in database: Database) throws -> [String] {
    let alias = Bytes(try seal.alias(id))
    let files = try String.fetchAll(
      database, sql: "SELECT file FROM draft_blob WHERE draft = ?", arguments: [alias])
    try database.execute(sql: "DELETE FROM draft WHERE id = ?", arguments: [alias])
    return files
  }

  /// Removes the files of a draft that was dropped, and what the log still has of its key.
  func forget(_ files: [String]) throws(StoreError) {
    try disk.forgetRemoved()
    try disk.files { for file in files { try disk.drafts.remove(file) } }
  }

  private func row(_ id: String, _ seal: Seal) throws(StoreError) -> DraftRow? {
    try disk.read { database in
      let alias = Bytes(try seal.alias(id))
      guard
        let row = try Row.fetchOne(
          database, sql: "SELECT * FROM draft WHERE id = ?", arguments: [alias])
      else { return nil }
      let blobs = try Row.fetchAll(
        database, sql: "SELECT * FROM draft_blob WHERE draft = ?", arguments: [alias])
      return try DraftRow(row, blobs, seal)
    }
  }

  private func unlocked() throws(StoreError) -> Seal {
    guard let seal else { throw .locked }
    return seal
  }

  private func check(
    _ id: String, _ state: [UInt8], _ blobs: [String: [UInt8]]
  ) throws(StoreError) {
    guard (1...64).contains(id.utf8.count) else { throw .invalid("A draft's id", "1 to 64 bytes") }
    guard state.count <= Self.stateLimit, blobs.count <= Self.blobCount,
      blobs.values.allSatisfy({ $0.count <= Self.blobLimit })
    else {
      throw .invalid(
        "A draft", "at most 16 MiB of state and \(Self.blobCount) blobs of at most 64 MiB")
    }
    guard blobs.keys.allSatisfy({ ListCode($0) != nil }) else {
      throw .invalid(
        "The name of a blob", "1 to 40 letters, digits, dots, underscores and hyphens")
    }
  }
}
