// SPDX-License-Identifier: Apache-2.0

import Records
import Store

/// The audit log as its screen shows it: the newest rows, and whether the whole chain is as it was written.
struct AuditPage: Encodable {
  /// Rows that the screen shows.
  private static let newest = 200

  struct Row: Encodable {
    let number: Int
    let at, officer, event: String
    let about: String?

    init(_ row: AuditRow) {
      (number, at) = (row.number, row.time.description)
      officer = row.event.by?.description ?? ""
      event = row.event.code.rawValue
      about = row.event.record?.description ?? row.event.count.map(String.init)
    }
  }

  /// Nil while the log is gone through: then the screen asks again.
  let isWhole: Bool?
  /// The first row at which something is wrong.
  let brokenAt: Int?
  /// Rows gone through, and all.
  let checked, all: Int
  let rows: [Row]

  init(_ log: AuditLog, _ progress: AuditReview.Progress) throws {
    switch progress {
    case .underWay(let checked, let all):
      (isWhole, brokenAt, self.checked, self.all) = (nil, nil, checked, all)
    case .done(let verdict):
      (isWhole, brokenAt) = (verdict.isSound, verdict.findings.map(\.row).min())
      (checked, all) = (verdict.rows, verdict.rows)
    }
    rows = try log.rows(newest: Self.newest).map(Row.init)
  }
}
