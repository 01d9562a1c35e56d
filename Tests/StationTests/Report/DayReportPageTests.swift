// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Foundation
import Records
import Store
import Testing

@testable import Station

@Suite("Day report page")
struct DayReportPageTests {
  private let report: DayReport

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let clock = StationClock {
      StationClock.Reading(wall: UTCTime(clamping: 1_795_000_000), monotonic: 1, boot: "")
    }
    let store = try StationStore(folder: folder.path, key: nil, clock: clock)
    let ward = try #require(ListCode("00256"))
    let anna = try #require(OperatorID("anna"))
    let (began, ended) = (UTCTime(clamping: 1_795_000_000), UTCTime(clamping: 1_795_000_150))
    try store.ledger.setQuota(4, for: ward)
    try store.shifts.begin(anna)
    try store.ledger.note(
      LedgerEntry(
        ward: ward, kind: .exchange, ageGroup: .fourteenAndOver,
        outcome: .notEnrolled(reason: #require(ListCode("moved-away"))), by: anna, began: began,
        ended: ended))
    for number in 0..<3 {
      let record = try SealedRecord(id: Store.RecordID(at: ended), bytes: [UInt8(number)])
      try store.outbox.accept(
        record,
        entry: LedgerEntry(
          ward: ward, kind: .reissuance, ageGroup: .sixToThirteen, outcome: .enrolled, by: anna,
          began: began, ended: ended))
    }
    report = try store.dayReport(on: ended.date(hoursEast: 7), kit: "KIT_7")
  }

  private var text: String { String(decoding: DayReportPage(report).encoded(), as: UTF8.self) }

  @Test("The page shows the counts, the quota, the reasons and the end of the audit log")
  func content() {
    for part in [
      "<b>3 / 4</b>", "3 / 4 · 75 %", "<b>2:30</b>", "moved-away", "anna", "KIT_7", "18/11/2026",
      report.auditHash, "Báo cáo ngày", "Day report",
    ] { #expect(text.contains(part), "\(part)") }
  }

  @Test("The page asks for nothing from outside, and the same report gives the same bytes")
  func selfContained() {
    for link in ["http:", "https:", "<script", "<link", "url("] { #expect(!text.contains(link)) }
    #expect(text == String(decoding: DayReportPage(report).encoded(), as: UTF8.self))
  }

  @Test("Every tag that opens also closes")
  func balanced() {
    for tag in ["section", "table", "tbody", "tr", "td", "div", "svg", "text", "p", "h2", "b"] {
      let opened = text.ranges(of: "<\(tag)>").count + text.ranges(of: "<\(tag) ").count
      #expect(opened == text.ranges(of: "</\(tag)>").count, "\(tag)")
    }
  }
}
