// SPDX-License-Identifier: Apache-2.0

import Cryptography
import GRDB
import Records

/// One save of a draft: what is new, what stays, and what nothing counts on afterwards.
struct DraftSave {
  private struct NewBlob {
    let name: String
    let file: String
    let sealed: [UInt8]
    let digest: [UInt8]
  }

  private let alias: [UInt8]
  private let key: [UInt8]
  private let version: Int
  private let time: UTCTime
  private let sealed: [UInt8]
  private let new: [NewBlob]
  private let dropped: [String]
  private let oldFiles: [String]

  init(
    _ id: String, _ state: [UInt8], _ blobs: [String: [UInt8]], over old: DraftRow?, _ seal: Seal,
    at time: UTCTime
  ) throws {
    let alias = try seal.alias(id)
    let key = try old?.key ?? DraftKey()
    let version = (old?.version ?? 0) + 1
    let places = old?.blobs ?? [:]
    let aliasText = DraftRow.text(alias)
    new = try blobs.compactMap { name, bytes in
      let digest = try key.digest(bytes)
      guard places[name]?.digest != digest else { return nil }
      return NewBlob(
        name: name, file: try Self.fileName(),
        sealed: try key.seal(bytes, aliasText, name, version), digest: digest)
    }
    dropped = places.keys.filter { blobs[$0] == nil }
    oldFiles = (dropped + new.map(\.name)).compactMap { places[$0]?.file }
    sealed = try key.seal(DraftRow.joined(id, state), aliasText, "state", version)
    self.key = try key.wrapped(for: alias, by: seal)
    (self.alias, self.version, self.time) = (alias, version, time)
  }

  /// Random, so that a file's name tells nothing and never meets one that is there.
  private static func fileName() throws(CryptoError) -> String {
    try RandomBytes.make(16).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  func writeFiles(to folder: DurableFolder) throws {
    for blob in new { try folder.write(blob.sealed, as: blob.file) }
  }

  func writeRows(to database: Database) throws {
    let alias = Bytes(alias)
    try database.execute(
      sql: """
        INSERT INTO draft(id, key, version, saved, sealed) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT(id) DO UPDATE SET
          key = excluded.key, version = excluded.version, saved = excluded.saved,
          sealed = excluded.sealed
        """,
      arguments: [alias, Bytes(key), version, time.secondsSince1970, Bytes(sealed)])
    for name in dropped {
      try database.execute(
        sql: "DELETE FROM draft_blob WHERE draft = ? AND name = ?", arguments: [alias, name])
    }
    for blob in new {
      try database.execute(
        sql: """
          INSERT OR REPLACE INTO draft_blob(draft, name, version, file, digest)
          VALUES (?, ?, ?, ?, ?)
          """,
        arguments: [alias, blob.name, version, blob.file, Bytes(blob.digest)])
    }
  }

  func removeNewFiles(_ folder: DurableFolder) throws {
    for blob in new { try folder.remove(blob.file) }
  }

  func removeOldFiles(_ folder: DurableFolder) throws {
    for file in oldFiles { try folder.remove(file) }
  }
}
