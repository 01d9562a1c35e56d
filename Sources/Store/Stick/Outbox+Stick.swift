// SPDX-License-Identifier: Apache-2.0

public import Cryptography
import GRDB

/// What an export wrote.
public struct StickExport: Sendable, Hashable {
  /// The folder on the stick.
  public let path: String
  /// What lies in it.
  public let manifest: StickManifest
}

extension Outbox {
  /// Writes all records that are not delivered into a new folder `KIT-NUMBER` below `mount`.
  ///
  /// They count as exported once the stick was read back and compared; that is not delivered, and
  /// nothing is removed. Throws `store-unknown-entry` when there is nothing to export, `store-unusable` for
  /// a stick that is full or broken.
  public func export(
    to mount: String, kit: String, certificate: [UInt8], by operator: OperatorID? = nil
  ) throws(StoreError) -> StickExport {
    guard StickManifest.isKit(kit) else {
      throw .invalid("The kit's name", "1 to 20 letters, digits and underscores")
    }
    let entries = try list().filter { !$0.isDelivered && $0.isKept }
      .prefix(StickManifest.mostRecords)
    guard !entries.isEmpty else { throw .unknown("record to export") }
    let manifest = StickManifest(
      kit: kit, number: try nextStick(), made: clock.now.wall, entries: Array(entries),
      audit: try audit.signHead())
    let signature = try signature(of: manifest)
    let path: String
    do throws(StoreError) {
      path = try StickFolder.write(
        manifest, signature: signature, certificate: certificate, to: mount
      ) { id throws(StoreError) in try self.record(id) }
    } catch { throw .ofStick(error) }
    try noteExport(manifest, by: `operator`)
    return StickExport(path: path, manifest: manifest)
  }

  /// A number is never given twice: a failed export leaves a gap.
  private func nextStick() throws(StoreError) -> Int {
    try disk.write { database in
      let last = try String.fetchOne(
        database, sql: "SELECT CAST(value AS TEXT) FROM setting WHERE name = 'stick'")
      let next = (last.flatMap { Int($0) } ?? 0) + 1
      try database.execute(
        sql: "INSERT OR REPLACE INTO setting(name, value) VALUES ('stick', ?)",
        arguments: [Bytes("\(next)".utf8)])
      return next
    }
  }

  private func signature(of manifest: StickManifest) throws(StoreError) -> [UInt8] {
    guard let signer = audit.signer else { throw .locked }
    do { return try signer(StickManifest.digest(manifest.encoded())) } catch {
      throw StoreError(
        .cryptography, "The station's key did not sign the stick. Check the key, then try again.",
        cause: error)
    }
  }

  private func noteExport(
    _ manifest: StickManifest, by operator: OperatorID?
  ) throws(StoreError) {
    let number = try disk.write { database in
      for item in manifest.records {
        guard let entry = try OutboxEntry.fetch(item.id, in: database) else { continue }
        switch entry.state {
        case .queued, .waiting, .exported:
          try OutboxEntry.State.exported(stick: manifest.folderName)
            .write(item.id, in: database)
        case .sending, .refused, .delivered: break
        }
      }
      return try self.audit.append(
        AuditEvent(.recordsExported, by: `operator`, count: manifest.records.count), in: database)
    }
    try audit.signIfDue(after: number)
  }

  /// Takes the records of another kit's stick into this outbox, to be sent from here; gives how many.
  ///
  /// Again has no effect. Throws `stick-altered` before anything is taken unless every byte is as the
  /// kit signed it.
  @discardableResult public func importRecords(
    from path: String, check: StickCheck
  ) throws(StoreError) -> Int {
    let stick = try StickFolder(path: path, check: check)
    for item in stick.manifest.records { try accept(stick.record(item)) }
    return stick.manifest.records.count
  }
}
