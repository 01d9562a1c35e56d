// SPDX-License-Identifier: Apache-2.0

import GRDB
import Records

extension Outbox {
  /// Takes a receipt as it came from the centre, by reply, by poll or on a stick.
  ///
  /// The same receipt again has no effect. Throws `receipt-refused`, also into the audit log, unless the
  /// centre signed it for exactly this record.
  @discardableResult public func deliver(receipt: [UInt8]) throws(StoreError) -> RecordID {
    guard let openReceipt else {
      throw StoreError(
        .badReceipt, "No certificate of the centre is known. Set the station up, then try again.")
    }
    guard receipt.count <= Receipt.limit, let opened = try? openReceipt(receipt) else {
      throw try refuse(nil, "A receipt is not signed by the centre.")
    }
    guard let entry = try entry(opened.id) else { throw .unknown("record \(opened.id)") }
    guard opened.covers(entry) else {
      throw try refuse(entry.id, "A receipt for record \(entry.id) is for other content.")
    }
    guard !entry.isDelivered else { return entry.id }
    try step(entry.id, .recordDelivered) { entry, database in
      try database.execute(
        sql: "UPDATE outbox SET receipt = ? WHERE id = ?",
        arguments: [Bytes(receipt), entry.id.description])
      return .delivered(at: self.clock.now.wall)
    }
    return entry.id
  }

  private func refuse(_ id: RecordID?, _ what: String) throws(StoreError) -> StoreError {
    try audit.append(AuditEvent(.receiptRefused, record: id))
    return StoreError(
      .badReceipt, what + " The record stays in the outbox; tell the office where it came from.")
  }

  /// Removes the sealed bytes of records that were delivered at least so many days ago; gives how many.
  ///
  /// The rows stay, so that an id keeps its meaning. A clock that was set forward removes records early,
  /// but never one without a receipt.
  @discardableResult public func removeDelivered(retentionDays: Int) throws(StoreError) -> Int {
    let before = clock.now.wall.secondsSince1970 - max(0, retentionDays) * 86_400
    let ids = try disk.write { database in
      let ids = try String.fetchAll(
        database,
        sql: """
          UPDATE outbox SET kept = 0
          WHERE state = 'delivered' AND receipt IS NOT NULL AND received <= ? AND kept = 1
          RETURNING id
          """, arguments: [before])
      if !ids.isEmpty {
        _ = try self.audit.append(AuditEvent(.recordRemoved, count: ids.count), in: database)
      }
      return ids
    }
    try disk.files { for id in ids { try disk.outbox.remove("\(id).cms") } }
    return ids.count
  }
}
