// SPDX-License-Identifier: Apache-2.0

public import Cryptography
import FoundationEssentials
import GRDB
import Records
public import Store
import Synchronization

/// A small office's centre: takes sealed records, keeps them sealed, and signs for each one once.
///
/// A receipt is given only when file and row are on the disk. The same record again gets the same receipt;
/// the same id with other bytes is refused. The large-scale centre speaks the same protocol.
public final class Centre: Sendable {
  /// What the centre needs to know.
  public struct Identity: Sendable {
    /// Name in receipts.
    public let name: String
    /// Signs receipts; its certificate is what stations pin.
    public let signer: any MessageSigner
    /// Opens records to look at them; they stay sealed on the disk.
    public let key: PrivateKey
    /// Stations, or authorities that issued their certificates.
    public let stations: [Certificate]

    /// Takes the parts.
    public init(
      name: String, signer: any MessageSigner, key: PrivateKey, stations: [Certificate]
    ) {
      (self.name, self.signer, self.key, self.stations) = (name, signer, key, stations)
    }
  }

  /// Most uploads that may be open: keeps a broken station from filling the disk with beginnings.
  static let mostOpen = 1000
  /// An upload that nobody went on with for so many seconds is forgotten.
  static let longestOpen = 7 * 86_400

  private let disk: CentreDisk
  private let identity: Identity
  private let clock: StationClock
  /// One request at a time: a small office has a few stations, and the disk is the limit.
  private let turn = Mutex(())

  /// Opens the folder, making it where there is none. Throws `centre-storage`, `StoreError`.
  public init(folder: String, identity: Identity, clock: StationClock = .system) throws {
    disk = try CentreDisk(folder: folder)
    (self.identity, self.clock) = (identity, clock)
    try forgetOld()
  }

  /// Begins an upload, or goes on with the one there is; gives how many bytes are there.
  public func begin(_ id: RecordID, digest: Digest256, size: Int) throws -> Int {
    guard (1...SealedRecord.limit).contains(size) else { throw CentreError(.tooLarge) }
    return try turn.withLock { _ in
      if let known = try known(id) {
        guard known.digest == digest, known.size == size else { throw CentreError(.conflict) }
        return try offset(known)
      }
      try disk.write { database in
        let open = try Int.fetchOne(database, sql: "SELECT count(*) FROM upload") ?? 0
        guard open < Self.mostOpen else { throw CentreError(.busy) }
        try database.execute(
          sql: "INSERT INTO upload(id, sha256, size, begun) VALUES (?, ?, ?, ?)",
          arguments: ["\(id)", digest.hexadecimal, size, clock.now.wall.secondsSince1970])
      }
      return 0
    }
  }

  /// Bytes that are there, and bytes in all. Throws `centre-unknown-record`.
  public func progress(_ id: RecordID) throws -> (offset: Int, size: Int) {
    try turn.withLock { _ in
      guard let known = try known(id) else { throw CentreError(.unknown) }
      return (try offset(known), known.size)
    }
  }

  /// Takes the next part; with the last one the record is looked at and signed for.
  ///
  /// Gives the new offset. Throws `upload-offset`, `upload-checksum`, `upload-too-large`; what is wrong with
  /// the record comes when its receipt is asked for.
  public func append(_ bytes: [UInt8], to id: RecordID, at offset: Int) throws -> Int {
    try turn.withLock { _ in
      guard let known = try known(id) else { throw CentreError(.unknown) }
      guard try self.offset(known) == offset else { throw CentreError(.wrongOffset) }
      guard bytes.count <= known.size - offset else { throw CentreError(.tooLarge) }
      if !bytes.isEmpty { try disk.append(bytes, to: Self.file(id), at: offset) }
      if offset + bytes.count == known.size, !known.isFinished { try finish(known) }
      return offset + bytes.count
    }
  }

  /// The signed receipt. Throws `centre-unknown-record` for a record that is not complete, and the reason
  /// for which it was refused.
  public func receipt(_ id: RecordID) throws -> [UInt8] {
    try turn.withLock { _ in
      if let receipt = try row(id)?.receipt { return receipt }
      if let known = try known(id), !known.isFinished, try offset(known) == known.size {
        // The program ended between the last byte and the row.
        try finish(known)
        if let receipt = try row(id)?.receipt { return receipt }
      }
      let code = try disk.read {
        try String.fetchOne(
          $0, sql: "SELECT code FROM refusal WHERE id = ? ORDER BY time DESC", arguments: ["\(id)"])
      }
      throw code.map { CentreError(.refused, detail: $0) } ?? CentreError(.unknown)
    }
  }

  /// How many records are here for good.
  public func count() throws -> Int {
    try disk.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM record") ?? 0 }
  }
}

extension Centre {
  /// An upload or a record.
  private struct Known {
    let id: RecordID
    let digest: Digest256
    let size: Int
    let isFinished: Bool
  }

  private static func file(_ id: RecordID) -> String { "\(id).part" }

  private func known(_ id: RecordID) throws -> Known? {
    try disk.read { database in
      for table in ["record", "upload"] {
        guard
          let row = try Row.fetchOne(
            database, sql: "SELECT sha256, size FROM \(table) WHERE id = ?", arguments: ["\(id)"])
        else { continue }
        guard let digest = Digest256(hexadecimal: row["sha256"] ?? "") else {
          throw CentreError(.storage, detail: "row-damaged")
        }
        return Known(id: id, digest: digest, size: row["size"] ?? 0, isFinished: table == "record")
      }
      return nil
    }
  }

  private func offset(_ known: Known) throws -> Int {
    known.isFinished ? known.size : try disk.incoming.size(Self.file(known.id)) ?? 0
  }

  private func row(_ id: RecordID) throws -> (receipt: [UInt8], sequence: Int)? {
    try disk.read { database in
      let row = try Row.fetchOne(
        database, sql: "SELECT receipt, sequence FROM record WHERE id = ?", arguments: ["\(id)"])
      return row.map { (Array($0["receipt"] as Data), $0["sequence"]) }
    }
  }

  /// Looks at a complete upload, and signs for it or sets it aside.
  private func finish(_ known: Known) throws {
    let name = Self.file(known.id)
    let bytes = try disk.incoming.read(name, limit: SealedRecord.limit)
    guard try SHA256.digest(of: bytes) == known.digest else {
      // A power cut can leave a file of the right length with other bytes: from the start.
      try disk.incoming.remove(name)
      throw CentreError(.wrongDigest)
    }
    do {
      let station = try RecordInspection(bytes, identity).station
      try disk.move(name, to: disk.records, as: "\(known.id).cms")
      try sign(known, station: station)
    } catch let error as CentreError where error.reason == .refused {
      try disk.move(
        name, to: disk.refused, as: "\(known.id)-\(known.digest.hexadecimal.prefix(8)).cms")
      try refuse(known, error.detail)
    }
  }

  private func sign(_ known: Known, station: String) throws {
    let now = clock.now.wall
    try disk.write { database in
      let last = try Int.fetchOne(database, sql: "SELECT max(sequence) FROM record") ?? 0
      let receipt = Receipt(
        id: known.id, digest: known.digest, size: known.size, receivedAt: now,
        centre: identity.name, sequence: last + 1)
      let signed = try SignedMessage.signing(
        try receipt.encoded(), by: identity.signer, at: Int64(now.secondsSince1970))
      try database.execute(
        sql: """
          INSERT INTO record(sequence, id, sha256, size, received, station, receipt)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          last + 1, "\(known.id)", known.digest.hexadecimal, known.size, now.secondsSince1970,
          station, Data(signed),
        ])
      try database.execute(sql: "DELETE FROM upload WHERE id = ?", arguments: ["\(known.id)"])
    }
  }

  private func refuse(_ known: Known, _ code: String) throws {
    try disk.write { database in
      try database.execute(
        sql: "INSERT OR REPLACE INTO refusal(id, sha256, code, time) VALUES (?, ?, ?, ?)",
        arguments: [
          "\(known.id)", known.digest.hexadecimal, code, clock.now.wall.secondsSince1970,
        ])
      try database.execute(sql: "DELETE FROM upload WHERE id = ?", arguments: ["\(known.id)"])
    }
  }

  /// Removes beginnings that nobody goes on with, and files without a row.
  private func forgetOld() throws {
    let before = clock.now.wall.secondsSince1970 - Self.longestOpen
    let open = try disk.write { database in
      try database.execute(sql: "DELETE FROM upload WHERE begun < ?", arguments: [before])
      return Set(try String.fetchAll(database, sql: "SELECT id FROM upload"))
    }
    for name in try disk.incoming.names() where !open.contains(String(name.dropLast(5))) {
      try disk.incoming.remove(name)
    }
  }
}
