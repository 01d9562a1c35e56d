// SPDX-License-Identifier: Apache-2.0

import GRDB
import Glibc
import Store

/// The centre's folder: records that are there for good, uploads on their way, records that were refused,
/// and the database that says which is which.
final class CentreDisk: Sendable {
  let records: DurableFolder
  let incoming: DurableFolder
  let refused: DurableFolder
  private let queue: DatabaseQueue
  private let lock: FolderLock

  init(folder: String) throws {
    _ = try DurableFolder.make(folder)
    lock = try FolderLock(folder: folder)
    records = try .make(folder + "/records")
    incoming = try .make(folder + "/incoming")
    refused = try .make(folder + "/refused")
    queue = try DatabaseQueue(
      path: folder + "/centre.sqlite", configuration: StoreDurability.full.configuration)
    try Self.migrator.migrate(queue)
  }

  /// A record's row is the receipt: what is in it was on the disk before.
  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      try database.execute(
        sql: """
          CREATE TABLE upload(
            id TEXT PRIMARY KEY NOT NULL, sha256 TEXT NOT NULL, size INTEGER NOT NULL,
            begun INTEGER NOT NULL) STRICT;
          CREATE TABLE record(
            sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL,
            sha256 TEXT NOT NULL, size INTEGER NOT NULL, received INTEGER NOT NULL,
            station TEXT NOT NULL, receipt BLOB NOT NULL) STRICT;
          CREATE TABLE refusal(
            id TEXT NOT NULL, sha256 TEXT NOT NULL, code TEXT NOT NULL, time INTEGER NOT NULL,
            PRIMARY KEY(id, sha256)) STRICT;
          """)
    }
    return migrator
  }

  func write<Value>(_ work: (Database) throws -> Value) throws -> Value { try queue.write(work) }

  func read<Value>(_ work: (Database) throws -> Value) throws -> Value { try queue.read(work) }

  /// Appends a part to an upload's file at its end and forces it to the disk.
  func append(_ bytes: [UInt8], to name: String, at offset: Int) throws {
    let path = incoming.path + "/" + name
    let file = open(path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw DiskError.system(path) }
    defer { close(file) }
    var rest = bytes[...]
    var place = offset
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, place) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw DiskError.system(path) }
      (rest, place) = (rest.dropFirst(count), place + count)
    }
    guard fsync(file) == 0 else { throw DiskError.system(path, .syncing) }
  }

  /// Moves a complete upload into another folder, on the disk when this returns.
  func move(_ name: String, to folder: DurableFolder, as final: String) throws {
    let (from, to) = (incoming.path + "/" + name, folder.path + "/" + final)
    guard rename(from, to) == 0 else { throw DiskError.system(to) }
    try folder.synchronise()
    try incoming.synchronise()
  }
}
