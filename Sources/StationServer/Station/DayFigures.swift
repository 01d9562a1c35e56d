// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Records
import Station
import Store

/// The day report as its screen shows it: counts, and nothing about anybody.
struct DayFigures: Encodable {
  struct Reason: Encodable {
    let reason: String
    let count: Int
  }

  let day: String
  let quota: Int?
  let done: Int
  let byAgeGroup: [String: Int]
  let byHour: [Int]
  let notEnrolled: [Reason]
  let exceptions, overrides, unsent: Int
  let meanSeconds: Int?
  let auditHead: String

  init(_ store: StationStore, on day: CalendarDate) throws {
    let entries = try store.ledger.entries(on: day)
    let enrolled = entries.filter { $0.outcome == .enrolled }
    let closed = entries.compactMap { entry -> String? in
      if case .notEnrolled(let reason) = entry.outcome { reason.description } else { nil }
    }
    let quota = try store.ledger.quotas().values.reduce(0, +)
    self.day = day.description
    self.quota = quota > 0 ? quota : nil
    done = enrolled.count
    byAgeGroup = Dictionary(
      uniqueKeysWithValues: AgeGroup.allCases.map { group in
        (group.rawValue, enrolled.count { $0.ageGroup == group })
      })
    byHour = (0..<24).map { hour in enrolled.count { Self.hour(of: $0.ended) == hour } }
    notEnrolled = Dictionary(grouping: closed) { $0 }.map { Reason(reason: $0, count: $1.count) }
      .sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
    exceptions = entries.reduce(0) { $0 + $1.exceptions }
    overrides = entries.reduce(0) { $0 + $1.overrides }
    unsent = try store.outbox.count(of: .unsent)
    let seconds = enrolled.map { $0.ended.secondsSince1970 - $0.began.secondsSince1970 }
    meanSeconds = seconds.isEmpty ? nil : seconds.reduce(0, +) / seconds.count
    let head = try store.audit.head()
    auditHead = "\(head.number) \(head.hash.hexadecimal)"
  }

  private static func hour(of time: UTCTime) -> Int {
    (time.secondsSince1970 / 3600 + EnrolmentRules.hoursEast) % 24
  }
}
