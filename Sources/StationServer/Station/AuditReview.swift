// SPDX-License-Identifier: Apache-2.0

import NIOConcurrencyHelpers
import Store

/// Goes through the audit log a little with each look at its page, so that no look waits for a long log, and
/// nothing goes on when nobody looks any more.
final class AuditReview: Sendable {
  /// How far it is.
  enum Progress {
    case underWay(checked: Int, all: Int)
    case done(AuditVerdict)
  }

  /// Time that one look may take: what is left of 200 ms is for the page.
  private let patience: Duration
  /// A check that nobody looked after for so long begins anew: it may be the next day.
  private static let interest: Duration = .seconds(10)

  private let log: AuditLog
  private let going = NIOLockedValueBox<(check: AuditCheck, seen: ContinuousClock.Instant)?>(nil)

  init(_ log: AuditLog, patience: Duration = .milliseconds(60)) {
    (self.log, self.patience) = (log, patience)
  }

  /// Goes on where the last look stopped, from the first row after one that came to the end.
  func look() throws -> Progress {
    try going.withLockedValue { going in
      let begun = ContinuousClock.now
      let known = going.flatMap { begun - $0.seen < Self.interest ? $0.check : nil }
      going = nil
      var check = try known ?? AuditCheck(of: log)
      repeat {
        if let verdict = try check.advance() { return .done(verdict) }
      } while .now - begun < patience
      going = (check, .now)
      return .underWay(checked: check.done, all: max(check.all, check.done))
    }
  }
}
