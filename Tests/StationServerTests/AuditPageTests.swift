// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import StationServer
@testable import Store

@Suite("The audit log's page")
struct AuditPageTests {
  @Test("A short log is gone through at the first look")
  func short() async throws {
    let station = try TestStation()
    try await station.with { browser in
      let page = try await browser.signedIn().get("/api/audit").value()
      #expect(page["isWhole"] == .bool(true))
      #expect(page["checked"] == page["all"])
      guard case .list(let rows) = page["rows"] else { throw Missing() }
      #expect(rows.first?["event"]?.text == "signed-in")
    }
  }

  @Test("A long log is gone through look by look, and from the first row after it came to the end")
  func long() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let log = try TrainingStation.desk(folder: folder).store.audit
    let before = try log.head().number
    for _ in before..<510 { try log.append(AuditEvent(.captureAccepted)) }
    let review = AuditReview(log, patience: .zero)
    for _ in 0..<2 {
      let page = try AuditPage(log, review.look())
      #expect((page.isWhole, page.checked, page.all) == (nil, 500, 510))
      #expect(page.rows.map(\.number) == (311...510).reversed())
      #expect(try AuditPage(log, review.look()).isWhole == true)
    }
  }

  @Test("Where the log was altered the page says from which row on")
  func broken() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "audit-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let log = try TrainingStation.desk(folder: folder).store.audit
    let verdict = AuditVerdict(
      rows: 40, heads: 0, clockWentBack: [],
      findings: [.altered(row: 18), .missing(before: 17), .truncated(at: 40, expected: 90)],
      head: try log.head())
    let page = try AuditPage(log, .done(verdict))
    #expect((page.isWhole, page.brokenAt) == (false, 17))
  }

  private struct Missing: Error {}
}
