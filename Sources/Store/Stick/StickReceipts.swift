// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Receipts on their way back on a stick: a folder `KIT-NUMBER.receipts` with one file `ID.receipt` a
/// record. Each receipt is signed by itself, so the folder needs no manifest.
public enum StickReceipts {
  private static let ending = ".receipt"
  private static let folderEnding = ".receipts"

  /// What came of the receipts on a stick.
  public struct Outcome: Sendable, Hashable {
    /// Records that are delivered by them, or were already.
    public internal(set) var delivered: [RecordID] = []
    /// Files that were refused: not ours, not signed by the centre, or for other content.
    public internal(set) var refused = 0
  }

  /// Writes receipts for the stick `name`; the centre calls it. The folder appears whole or not at all.
  public static func write(
    _ receipts: [RecordID: [UInt8]], for name: String, to mount: String
  ) throws(StoreError) {
    let final = mount + "/" + name + folderEnding
    let partial = final + DurableFolder.partial
    guard mkdir(partial, 0o700) == 0 else { throw .ofStick(DiskError.system(partial)) }
    let folder = DurableFolder(path: partial)
    do throws(StoreError) {
      for (id, receipt) in receipts { try folder.write(receipt, as: "\(id)\(ending)") }
      guard rename(partial, final) == 0 else { throw DiskError.system(final) }
      try DurableFolder(path: mount).synchronise()
    } catch {
      folder.removeAll()
      throw .ofStick(error)
    }
  }

  /// Receipts below `mount`, of all sticks; names that no centre writes are counted as refused.
  static func find(in mount: String) throws(StoreError) -> (receipts: [[UInt8]], refused: Int) {
    var found: [[UInt8]] = []
    var refused = 0
    for name in try DurableFolder(path: mount).names() where name.hasSuffix(folderEnding) {
      let folder = DurableFolder(path: mount + "/" + name)
      for file in try folder.names().prefix(StickManifest.mostRecords) {
        guard file.hasSuffix(ending), RecordID(String(file.dropLast(ending.utf8.count))) != nil,
          let receipt = try? folder.read(file, limit: Receipt.limit)
        else {
          refused += 1
          continue
        }
        found.append(receipt)
      }
    }
    return (found, refused)
  }
}

extension Outbox {
  /// Takes all receipts that lie on a stick. A bad one is counted and noted, and the others are taken.
  public func importReceipts(from mount: String) throws(StoreError) -> StickReceipts.Outcome {
    let found: (receipts: [[UInt8]], refused: Int)
    do throws(StoreError) { found = try StickReceipts.find(in: mount) } catch {
      throw .ofStick(error)
    }
    var outcome = StickReceipts.Outcome()
    outcome.refused = found.refused
    for receipt in found.receipts {
      do throws(StoreError) { outcome.delivered.append(try deliver(receipt: receipt)) } catch {
        guard [.badReceipt, .unknown].contains(error.reason) else { throw error }
        outcome.refused += 1
      }
    }
    try audit.append(AuditEvent(.receiptsImported, count: outcome.delivered.count))
    return outcome
  }
}
