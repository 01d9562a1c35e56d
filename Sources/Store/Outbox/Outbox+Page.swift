// SPDX-License-Identifier: Apache-2.0

import GRDB
import Records

/// What somebody looks for in an outbox; raw values are for screens.
public enum OutboxGroup: String, Sendable, Hashable, CaseIterable, Codable {
  /// Everything.
  case all
  /// Everything that the centre has not signed for.
  case unsent
  /// What waits for a further try or was set aside: somebody may have to do something.
  case stopped
  /// What the centre has signed for.
  case delivered

  /// Names of states are words of this program, none that comes from outside.
  fileprivate var condition: String {
    switch self {
    case .all: "1"
    case .unsent: "state != 'delivered'"
    case .stopped: "state IN ('refused', 'waiting')"
    case .delivered: "state = 'delivered'"
    }
  }
}

/// Parts of an outbox that holds months of records.
extension Outbox {
  /// Some entries of a group after the first `skipped`: those that stopped first, then those under way, then
  /// the delivered ones; within each the newest first. Negative numbers are taken as 0.
  public func page(
    of group: OutboxGroup, skipping skipped: Int, count: Int
  ) throws(StoreError) -> [OutboxEntry] {
    try disk.read {
      try Row.fetchAll(
        $0,
        sql: """
          SELECT * FROM outbox WHERE \(group.condition)
          ORDER BY CASE state WHEN 'refused' THEN 0 WHEN 'waiting' THEN 1 WHEN 'sending' THEN 2
            WHEN 'delivered' THEN 4 ELSE 3 END, accepted DESC, rowid DESC
          LIMIT ? OFFSET ?
          """, arguments: [max(count, 0), max(skipped, 0)]
      ).map(OutboxEntry.init)
    }
  }

  /// Entries of a group.
  public func count(of group: OutboxGroup) throws(StoreError) -> Int {
    try disk.read {
      try Int.fetchOne($0, sql: "SELECT count(*) FROM outbox WHERE \(group.condition)") ?? 0
    }
  }

  /// When the oldest record was accepted that the centre has not signed for; nil when there is none.
  func oldestUnsent() throws(StoreError) -> UTCTime? {
    try disk.read {
      try Int.fetchOne(
        $0, sql: "SELECT min(accepted) FROM outbox WHERE \(OutboxGroup.unsent.condition)"
      ).map(UTCTime.init(clamping:))
    }
  }
}
