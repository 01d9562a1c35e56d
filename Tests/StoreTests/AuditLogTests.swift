// SPDX-License-Identifier: Apache-2.0

import Cryptography
import GRDB
import Testing

@testable import Store

@Suite("Audit log")
struct AuditLogTests {
  let test: TestStore

  init() throws { test = try TestStore() }

  /// A log of `count` rows, closed again; gives its head.
  private func fill(_ count: Int) throws -> AuditHead {
    let store = try test.open()
    for number in 1...count {
      test.time.pass(1)
      try store.audit.append(
        AuditEvent(.captureAccepted, by: OperatorID("officer-1"), count: number))
    }
    return try store.audit.head()
  }

  private func verdict(_ external: AuditHead? = nil) throws -> AuditVerdict {
    try test.open().audit.verify(external: external, check: TestStore.check)
  }

  @Test("A log as it was written is sound, and a head is signed every hundred rows")
  func sound() throws {
    let head = try fill(250)
    let verdict = try verdict(head)
    #expect(verdict.isSound)
    #expect(verdict.rows == 250)
    #expect(verdict.heads == 2)
    #expect(verdict.head == head)
    #expect(verdict.clockWentBack.isEmpty)
  }

  @Test(
    "A row that is changed, dropped, swapped or put in between is found",
    arguments: [
      "UPDATE audit SET row = replace(row, 'officer-1', 'officer-2') WHERE n = 17",
      "UPDATE audit SET hash = zeroblob(32) WHERE n = 17",
      "DELETE FROM audit WHERE n = 17",
      """
      UPDATE audit SET n = -1 WHERE n = 17; UPDATE audit SET n = 17 WHERE n = 18;
      UPDATE audit SET n = 18 WHERE n = -1;
      """,
      """
      CREATE TEMP TABLE t AS SELECT n, row FROM audit;
      UPDATE audit SET row = (SELECT row FROM t WHERE n = 18) WHERE n = 17;
      UPDATE audit SET row = (SELECT row FROM t WHERE n = 17) WHERE n = 18;
      """,
      """
      UPDATE audit SET n = -(n + 1) WHERE n > 17; UPDATE audit SET n = -n WHERE n < 0;
      INSERT INTO audit SELECT 18, row, hash FROM audit WHERE n = 17;
      """,
    ])
  func tampering(statement: String) throws {
    _ = try fill(40)
    try test.sqlite(statement)
    let verdict = try verdict()
    #expect(!verdict.isSound)
    #expect(verdict.findings.contains { [.altered(row: 17), .altered(row: 18)].contains($0) })
  }

  @Test(
    "A long log is gone through in pieces, and rows that are added meanwhile are gone through as well"
  )
  func pieces() throws {
    _ = try fill(520)
    let log = try test.open().audit
    var check = try AuditCheck(of: log, check: TestStore.check)
    #expect((check.done, check.all) == (0, 520))
    #expect(try check.advance() == nil)
    #expect(check.done == 500)
    try log.append(AuditEvent(.signedIn))
    var verdict: AuditVerdict?
    while verdict == nil { verdict = try check.advance() }
    #expect(verdict?.isSound == true)
    #expect((verdict?.rows, check.done) == (521, 521))
    #expect(try verdict?.head == log.head())
  }

  @Test("A change in the second piece is found, and numbers at the ends of all numbers do no harm")
  func laterPieces() throws {
    _ = try fill(520)
    try test.sqlite("UPDATE audit SET row = replace(row, 'officer-1', 'officer-2') WHERE n = 510")
    #expect(try verdict().findings.map(\.row) == [510])
    try test.sqlite(
      """
      UPDATE audit SET n = 9223372036854775807 WHERE n = 520;
      UPDATE audit SET n = -9223372036854775808 WHERE n = 3;
      """)
    #expect(try !verdict().isSound)
  }

  @Test("Whether the clock was set back is asked of indexes, however long the log is")
  func clockQuestion() throws {
    _ = try fill(1)
    let plan = try DatabaseQueue(path: test.folder + "/store.sqlite").read {
      try Row.fetchAll($0, sql: "EXPLAIN QUERY PLAN " + AuditLog.clockQuestion)
    }
    let steps = plan.compactMap { $0["detail"] as String? }.filter { $0.contains("audit") }
    #expect(steps.count == 2)
    #expect(
      steps.allSatisfy { $0.contains("USING INDEX audit_") || $0.contains("COVERING INDEX audit_") }
    )
  }

  @Test("Rows cut off at the end are found by a head kept elsewhere, and only by it")
  func truncation() throws {
    let head = try fill(40)
    try test.sqlite("DELETE FROM audit WHERE n > 30")
    #expect(try verdict().isSound)
    #expect(try verdict(head).findings == [.truncated(at: 30, expected: 40)])
  }

  @Test("Rows cut off before a signed head are found by the log itself")
  func truncationBeforeHead() throws {
    _ = try fill(120)
    try test.sqlite("DELETE FROM audit WHERE n > 30")
    #expect(try verdict().findings == [.truncated(at: 30, expected: 100)])
  }

  @Test("A chain computed anew after a change does not have the signed head")
  func rewritten() throws {
    let head = try fill(3)
    let other = try TestStore()
    let store = try other.open()
    for _ in 1...3 { try store.audit.append(AuditEvent(.signedIn)) }
    let verdict = try store.audit.verify(external: head)
    #expect(verdict.findings == [.otherHead(row: 3)])
  }

  @Test("A head that somebody else signed is found")
  func badSignature() throws {
    _ = try fill(100)
    try test.sqlite("UPDATE audit_head SET signature = zeroblob(32)")
    #expect(try verdict().findings == [.badSignature(row: 100)])
  }

  @Test("A wall clock that is set back is flagged, also over a restart; one that is slewed is not")
  func clocks() throws {
    let store = try test.open()
    func append() throws { try store.audit.append(AuditEvent(.signedIn)) }
    try append()
    test.time.pass(100)
    test.time.set(by: -3)
    try append()
    test.time.pass(100)
    test.time.set(by: -60)
    try append()
    test.time.restart(wall: 30)
    try append()
    test.time.restart(wall: -3600)
    try append()
    let verdict = try store.audit.verify()
    #expect(verdict.isSound)
    #expect(verdict.clockWentBack == [3, 5])
  }

  @Test("A row reads back as it was written, and no other text reads as a row")
  func canonical() throws {
    let store = try test.open()
    let id = try TestStore.record().id
    try store.audit.append(
      AuditEvent(.recordSent, record: id, by: OperatorID("anna"), count: 3))
    let row = try #require(try store.audit.rows(newest: 1).first)
    let text = row.canonicalJSON
    #expect(AuditRow(canonicalJSON: text) == row)
    #expect(
      text == """
        {"n":1,"at":"2026-11-18T11:06:40Z","up":1000,"boot":"\(TestClock.Boots.first)",\
        "event":"record-sent","record":"\(id)","operator":"anna","count":3}
        """)
    for end in text.indices { #expect(AuditRow(canonicalJSON: String(text[..<end])) == nil) }
    #expect(AuditRow(canonicalJSON: text.replacing("\"n\":1", with: "\"n\": 1")) == nil)
  }

  @Test(
    "Personal data do not fit into an event",
    arguments: ["001099012345", "0912345678", "Nguyễn Văn A", "Nguyen Van A", "123456789", ""])
  func personalData(text: String) {
    #expect(RecordID(text) == nil)
    #expect(OperatorID(text) == nil)
    #expect(ListCode(text) == nil)
  }
}
