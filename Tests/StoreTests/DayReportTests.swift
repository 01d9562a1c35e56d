// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Foundation
import Records
import Testing

@testable import Store

@Suite("Day report")
struct DayReportTests {
  let test: TestStore
  let store: StationStore
  let anna: OperatorID

  init() throws {
    test = try TestStore()
    store = try test.open()
    anna = try #require(OperatorID("anna"))
  }

  private func code(_ text: String) throws -> ListCode { try #require(ListCode(text)) }

  private func entry(
    _ ward: String, _ age: AgeGroup, _ reason: String? = nil, seconds: Int = 100
  ) throws -> LedgerEntry {
    let began = test.time.clock.now.wall
    test.time.pass(seconds)
    return LedgerEntry(
      ward: try code(ward), kind: .exchange, ageGroup: age,
      outcome: try reason.map { .notEnrolled(reason: try code($0)) } ?? .enrolled, exceptions: 1,
      overrides: reason == nil ? 0 : 1, by: anna, began: began, ended: test.time.clock.now.wall)
  }

  private func report() throws -> DayReport {
    try store.dayReport(
      on: test.time.clock.now.wall.date(hoursEast: 7), kit: "KIT_7")
  }

  private func fill() throws {
    try store.ledger.setQuota(10, for: code("00256"))
    try store.ledger.setQuota(5, for: code("00300"))
    try store.shifts.begin(anna)
    for (ward, age, seconds) in [
      ("00256", AgeGroup.fourteenAndOver, 100), ("00256", .sixToThirteen, 200),
      ("00001", .underSix, 60),
    ] {
      try store.outbox.accept(
        TestStore.record(ward + age.rawValue), entry: entry(ward, age, seconds: seconds))
    }
    for (ward, reason) in [("00256", "absent"), ("00256", "moved"), ("00300", "absent")] {
      try store.ledger.note(entry(ward, .fourteenAndOver, reason))
    }
  }

  @Test("The report counts what was done")
  func counts() throws {
    try fill()
    let delivered = try #require(try store.outbox.list().first)
    try store.outbox.deliver(receipt: TestStore.receipt(store.outbox.record(delivered.id)))
    let report = try report()
    #expect((report.enrolled, report.notEnrolled, report.quota) == (3, 3, 15))
    #expect(report.wards.map(\.ward) == ["00001", "00256", "00300"])
    #expect(report.wards.map(\.quota) == [nil, 10, 5])
    #expect(report.wards.map(\.enrolled) == [1, 2, 0])
    #expect(report.wards.map(\.notEnrolled) == [0, 2, 1])
    #expect(report.ages.map(\.name) == ["0-6", "6-14", "14+"])
    #expect(report.ages.map(\.count) == [1, 1, 1])
    #expect(report.reasons.map(\.name) == ["absent", "moved"])
    #expect(report.reasons.map(\.count) == [2, 1])
    #expect((report.exceptions, report.overrides, report.meanSeconds) == (6, 3, 120))
    #expect(report.shifts.map(\.enrolled) == [3])
    #expect(report.unsent.count == 2)
    let head = AuditHead(
      number: report.auditNumber, hash: try #require(Digest256(hexadecimal: report.auditHash)))
    #expect(try store.audit.verify(external: head, check: TestStore.check).isSound)
  }

  @Test("A day without people gives a report of zeros, and other days do not count")
  func empty() throws {
    try fill()
    test.time.pass(86_400)
    let report = try report()
    #expect((report.enrolled, report.notEnrolled, report.meanSeconds) == (0, 0, nil))
    #expect(report.wards.map(\.ward) == ["00256", "00300"])
    #expect(report.unsent.count == 3)
  }

  @Test("Days begin at midnight in Viet Nam")
  func midnight() throws {
    // 17:00 UTC is midnight in Viet Nam.
    let wall = test.time.clock.now.wall.secondsSince1970
    test.time.pass(86_400 - wall % 86_400 + 17 * 3600 - 50)
    let before = test.time.clock.now.wall.date(hoursEast: 7)
    try store.ledger.note(entry("00256", .underSix, "absent", seconds: 49))
    try store.ledger.note(entry("00256", .underSix, "absent", seconds: 1))
    let after = test.time.clock.now.wall.date(hoursEast: 7)
    #expect(before < after)
    #expect(try store.ledger.entries(on: before).count == 1)
    #expect(try store.ledger.entries(on: after).count == 1)
  }

  @Test("CSV has one number a line, and JSON reads back")
  func formats() throws {
    try fill()
    let report = try report()
    let lines = report.csv.split(separator: "\r\n")
    #expect(lines.first == "section,name,value")
    #expect(lines.contains("total,enrolled,3"))
    #expect(lines.contains("ward-enrolled,00256,2"))
    #expect(lines.contains("age,14+,1"))
    #expect(lines.contains("not-enrolled,absent,2"))
    #expect(
      lines.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == 3 })
    let data = try JSONEncoder().encode(report)
    #expect(try JSONDecoder().decode(DayReport.self, from: data) == report)
  }
}
