// SPDX-License-Identifier: Apache-2.0

import Cryptography
import FoundationEssentials
import Records

extension AgeGroup {
  /// The group's name in reports, by its bounds: from the first birthday named to the day before the
  /// second.
  var reportName: String {
    switch self {
    case .underSix: "0-6"
    case .sixToThirteen: "6-14"
    case .fourteenAndOver: "14+"
    }
  }
}

extension DayReport {
  init(
    kit: String, day: CalendarDate, made: UTCTime, rows: [DayLedger.Counted],
    quotas: [ListCode: Int], shifts: [Shift], outbox: [OutboxEntry], audit: AuditHead
  ) {
    (self.kit, self.day, self.made) = (kit, day.description, made.description)
    let entries = rows.map(\.entry)
    let done = entries.filter { $0.outcome == .enrolled }
    enrolled = done.count
    notEnrolled = entries.count - done.count
    quota = quotas.values.reduce(0, +)
    wards = Self.wards(entries, quotas)
    ages = AgeGroup.allCases.map { group in
      Group(name: group.reportName, count: done.count { $0.ageGroup == group })
    }
    kinds = ApplicationKind.Procedure.allCases.map { kind in
      Group(name: kind.rawValue, count: done.count { $0.kind == kind })
    }
    reasons = Self.reasons(entries)
    exceptions = entries.map(\.exceptions).reduce(0, +)
    overrides = entries.map(\.overrides).reduce(0, +)
    let seconds = done.map { $0.ended.secondsSince1970 - $0.began.secondsSince1970 }
    meanSeconds = done.isEmpty ? nil : seconds.reduce(0, +) / done.count
    self.shifts = shifts.map { shift in
      ShiftLine(
        number: shift.number, operator: shift.by.description, began: shift.began.description,
        ended: shift.ended?.description,
        enrolled: rows.count { $0.shift == shift.number && $0.entry.outcome == .enrolled })
    }
    let states = ["queued", "sending", "waiting", "refused", "exported", "delivered"]
    self.outbox = states.map { name in
      Group(name: name, count: outbox.count { $0.state.name == name })
    }
    unsent = outbox.filter { !$0.isDelivered }.map(\.id)
    (auditNumber, auditHash) = (audit.number, audit.hash.hexadecimal)
    auditSignature = audit.signature.map { Data($0).base64EncodedString() }
  }

  private static func wards(_ entries: [LedgerEntry], _ quotas: [ListCode: Int]) -> [Ward] {
    Set(entries.map(\.ward)).union(quotas.keys).sorted().map { ward in
      let here = entries.filter { $0.ward == ward }
      let done = here.count { $0.outcome == .enrolled }
      return Ward(
        ward: ward.description, quota: quotas[ward], enrolled: done, notEnrolled: here.count - done)
    }
  }

  private static func reasons(_ entries: [LedgerEntry]) -> [Group] {
    let codes = entries.compactMap { entry -> ListCode? in
      if case .notEnrolled(let reason) = entry.outcome { reason } else { nil }
    }
    return Dictionary(grouping: codes) { $0 }
      .map { Group(name: $0.key.description, count: $0.value.count) }
      .sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }
}
