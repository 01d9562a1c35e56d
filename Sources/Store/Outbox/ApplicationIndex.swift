// SPDX-License-Identifier: Apache-2.0

import GRDB

/// Which sealed record is which application's: rows that say nothing without the storage key, and that are
/// found from both sides without opening any other.
public final class ApplicationIndex: Sendable {
  /// What a session wants to know of its record later.
  public struct Entry: Sendable, Hashable {
    /// The application's number, 1 to 64 bytes.
    public let application: String
    /// Whatever form the session gave it, at most 64 KiB.
    public let note: [UInt8]

    /// Takes both.
    public init(application: String, note: [UInt8]) {
      (self.application, self.note) = (application, note)
    }
  }

  private static let noteLimit = 64 << 10

  private let disk: StoreDisk
  private let seal: Seal?
  private let drafts: DraftVault

  init(_ disk: StoreDisk, _ seal: Seal?, _ drafts: DraftVault) {
    (self.disk, self.seal, self.drafts) = (disk, seal, drafts)
  }

  /// The notes of an application's records, the oldest first. Throws `store-locked` without the key.
  public func notes(of application: String) throws(StoreError) -> [[UInt8]] {
    let seal = try unlocked()
    return try disk.read { database in
      try Row.fetchAll(
        database, sql: "SELECT record, sealed FROM application WHERE alias = ? ORDER BY rowid",
        arguments: [Bytes(try seal.alias(application))]
      ).map { try Self.opened($0, seal).note }
    }
  }

  /// The applications of those of the records that are known. Throws `store-locked` without the key.
  public func applications(of records: [RecordID]) throws(StoreError) -> [RecordID: String] {
    let seal = try unlocked()
    return try disk.read { database in
      let select = try database.cachedStatement(
        sql: "SELECT record, sealed FROM application WHERE record = ?")
      return try records.reduce(into: [:]) { names, record in
        names[record] = try Row.fetchOne(select, arguments: [record.description])
          .map { try Self.opened($0, seal).application }
      }
    }
  }

  /// Takes what was kept in drafts before there was this index, and destroys those drafts: both or neither.
  public func adopt(
    _ entries: [(record: RecordID, entry: Entry)], from names: [String]
  ) throws(StoreError) {
    let files = try disk.write { database in
      for (record, entry) in entries { try self.insert(entry, of: record, in: database) }
      return try names.flatMap { try self.drafts.drop($0, in: database) }
    }
    try drafts.forget(files)
  }

  /// Adds a row; a record that has one keeps it.
  func insert(_ entry: Entry, of record: RecordID, in database: Database) throws {
    let seal = try unlocked()
    guard (1...64).contains(entry.application.utf8.count), entry.note.count <= Self.noteLimit else {
      throw StoreError.invalid(
        "What a record is of", "a number of 1 to 64 bytes and a note of at most 64 KiB")
    }
    let id = record.description
    let plain = DraftRow.joined(entry.application, entry.note)
    try database.execute(
      sql: "INSERT OR IGNORE INTO application(record, alias, sealed) VALUES (?, ?, ?)",
      arguments: [
        id, Bytes(try seal.alias(entry.application)),
        Bytes(try seal.seal(plain, at: Self.place(id))),
      ])
  }

  private static func opened(_ row: Row, _ seal: Seal) throws -> Entry {
    let plain = try seal.open(row.bytes("sealed"), at: place(row.value("record")))
    let (application, note) = try DraftRow.split(plain)
    return Entry(application: application, note: note)
  }

  private static func place(_ record: String) -> String { "application/" + record }

  private func unlocked() throws(StoreError) -> Seal {
    guard let seal else { throw .locked }
    return seal
  }
}
