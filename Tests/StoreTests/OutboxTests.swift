// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Records
import Testing

@testable import Store

@Suite("Outbox")
struct OutboxTests {
  let test: TestStore
  let offline: ListCode

  init() throws {
    test = try TestStore()
    offline = try #require(ListCode("no-link"))
  }

  private func entry() throws -> LedgerEntry {
    LedgerEntry(
      ward: try #require(ListCode("00256")), kind: .firstIssuance, ageGroup: .fourteenAndOver,
      outcome: .enrolled, by: try #require(OperatorID("anna")),
      began: UTCTime(clamping: 1_795_000_000),
      ended: UTCTime(clamping: 1_795_000_100))
  }

  @Test("Accepting takes record, ledger and draft in one step; again has no effect")
  func accept() throws {
    let store = try test.open()
    let record = try TestStore.record()
    try store.drafts.save("A", state: [1], blobs: ["one": [1]])
    for _ in 0..<3 {
      try store.outbox.accept(record, entry: entry(), destroying: "A")
      #expect(try store.outbox.list().map(\.state) == [.queued])
      #expect(try store.outbox.record(record.id) == record)
      #expect(try store.drafts.list().isEmpty)
      #expect(
        try store.ledger.entries(on: UTCTime(clamping: 1_795_000_000).date(hoursEast: 7)).count == 1
      )
    }
    #expect(try store.audit.verify().rows == 1)
  }

  @Test(
    "Which application a record is of is known from both sides, and says nothing without the key")
  func applications() throws {
    let store = try test.open()
    let records = try (0..<3).map { try TestStore.record("record \($0)") }
    for (number, record) in records.prefix(2).enumerated() {
      let entry = ApplicationIndex.Entry(application: "KIT-7-A", note: [UInt8(number)])
      try store.outbox.accept(record, of: entry)
      try store.outbox.accept(record, of: .init(application: "KIT-7-B", note: [9]))
    }
    try store.outbox.accept(records[2])
    #expect(try store.applications.notes(of: "KIT-7-A") == [[0], [1]])
    #expect(try store.applications.notes(of: "KIT-7-B").isEmpty)
    let names = try store.applications.applications(of: records.map(\.id))
    #expect(names == [records[0].id: "KIT-7-A", records[1].id: "KIT-7-A"])
    #expect(try !test.holds(Array("KIT-7-A".utf8)))
    #expect(throws: StoreError.self) {
      let long = ApplicationIndex.Entry(application: "A", note: Array(repeating: 0, count: 65_537))
      try store.outbox.accept(TestStore.record(), of: long)
    }
    #expect(try store.outbox.list().count == 3)
  }

  @Test("A changed row of the index is damage, not another application")
  func damagedIndex() throws {
    let record = try TestStore.record()
    do { try test.open().outbox.accept(record, of: .init(application: "A", note: [1])) }
    try test.sqlite("UPDATE application SET sealed = zeroblob(64)")
    let store = try test.open()
    let error = try #require(throws: StoreError.self) { try store.applications.notes(of: "A") }
    #expect(error.reason == .damaged)
  }

  @Test(
    "A page shows what stopped, then what is under way, then what was received, the newest first")
  func pages() throws {
    let store = try test.open()
    let ids = try (0..<7).map { number in
      test.time.pass(10)
      let record = try TestStore.record("\(number)")
      try store.outbox.accept(record)
      return record
    }
    try store.outbox.beginSending(ids[1].id)
    try store.outbox.sendingFailed(ids[1].id, reason: offline)
    try store.outbox.beginSending(ids[2].id)
    for record in [ids[3], ids[5]] { try store.outbox.deliver(receipt: TestStore.receipt(record)) }
    let order = [1, 2, 6, 4, 0, 5, 3].map { ids[$0].id }
    #expect(try store.outbox.page(of: .all, skipping: 0, count: 9).map(\.id) == order)
    #expect(try store.outbox.page(of: .all, skipping: 2, count: 3).map(\.id) == Array(order[2..<5]))
    #expect(try store.outbox.page(of: .stopped, skipping: -1, count: 9).map(\.id) == [ids[1].id])
    #expect(try store.outbox.page(of: .delivered, skipping: 1, count: 9).map(\.id) == [ids[3].id])
    #expect(try store.outbox.page(of: .all, skipping: 7, count: 9).isEmpty)
    #expect(try OutboxGroup.allCases.map { try store.outbox.count(of: $0) } == [7, 5, 1, 2])
  }

  @Test("The same id with other bytes is refused and noted")
  func conflict() throws {
    let store = try test.open()
    let record = try TestStore.record()
    try store.outbox.accept(record)
    let other = try SealedRecord(id: record.id, bytes: [9])
    let error = try #require(throws: StoreError.self) { try store.outbox.accept(other) }
    #expect(error.code == "record-conflict")
    #expect(try store.outbox.record(record.id) == record)
    #expect(
      try store.audit.rows(newest: 1).first?.event == AuditEvent(.recordConflict, record: record.id)
    )
  }

  @Test("A failed record waits longer each time, and the others go on")
  func backOff() throws {
    let store = try test.open()
    let records = try (0..<3).map { try TestStore.record("record \($0)") }
    for record in records { try store.outbox.accept(record) }
    var waited: [Int] = []
    for _ in 0..<12 {
      try store.outbox.beginSending(records[0].id)
      try store.outbox.sendingFailed(records[0].id, reason: offline)
      guard case .waiting(let until, offline) = try store.outbox.entry(records[0].id)?.state else {
        Issue.record("not waiting")
        return
      }
      let wait = until.secondsSince1970 - test.time.clock.now.wall.secondsSince1970
      waited.append(wait)
      #expect(try store.outbox.due().map(\.id) == [records[1].id, records[2].id])
      test.time.pass(wait)
      #expect(try store.outbox.due().count == 3)
    }
    for (attempt, wait) in waited.enumerated() {
      let whole = min(5 << attempt, 900)
      #expect((whole - whole / 2...whole).contains(wait), "attempt \(attempt + 1)")
    }
  }

  @Test("A record refused for good three times is set aside until somebody asks for it again")
  func setAside() throws {
    let store = try test.open()
    let (bad, good) = (try TestStore.record("bad"), try TestStore.record("good"))
    try store.outbox.accept(bad)
    try store.outbox.accept(good)
    for _ in 0..<3 {
      try store.outbox.beginSending(bad.id)
      try store.outbox.sendingFailed(bad.id, reason: offline, forGood: true)
    }
    #expect(try store.outbox.entry(bad.id)?.state == .refused(reason: offline))
    test.time.pass(100_000)
    #expect(try store.outbox.due().map(\.id) == [good.id])
    try store.outbox.retry(bad.id)
    #expect(try store.outbox.due().map(\.id) == [bad.id, good.id])
  }

  @Test("Nothing is removed before there is a receipt and the days are over; the row stays")
  func retention() throws {
    let store = try test.open()
    let (sent, unsent) = (try TestStore.record("sent"), try TestStore.record("unsent"))
    try store.outbox.accept(sent)
    try store.outbox.accept(unsent)
    #expect(try store.outbox.removeDelivered(retentionDays: 0) == 0)
    for _ in 0..<2 { try store.outbox.deliver(receipt: TestStore.receipt(sent)) }
    #expect(try store.outbox.removeDelivered(retentionDays: 3) == 0)
    test.time.pass(3 * 86_400)
    #expect(try store.outbox.removeDelivered(retentionDays: 3) == 1)
    #expect(try test.files(below: "outbox") == ["\(unsent.id).cms"])
    #expect(try store.outbox.entry(sent.id)?.isKept == false)
    try store.outbox.accept(sent)
    #expect(try test.files(below: "outbox").count == 1)
    #expect(throws: StoreError.self) {
      try store.outbox.accept(SealedRecord(id: sent.id, bytes: [1]))
    }
  }

  @Test("A receipt that is not the centre's, or is for other bytes, is refused and noted")
  func badReceipts() throws {
    let store = try test.open()
    let record = try TestStore.record()
    try store.outbox.accept(record)
    let other = try SHA256.digest(of: [1])
    let good = try TestStore.receipt(record)
    for receipt in [
      Array(good.dropFirst()), [], try TestStore.receipt(record, digest: other),
      good + [UInt8](repeating: 32, count: Receipt.limit),
    ] {
      let error = try #require(throws: StoreError.self) {
        try store.outbox.deliver(receipt: receipt)
      }
      #expect(error.code == "receipt-refused")
      #expect(try store.audit.rows(newest: 1).first?.event.code == .receiptRefused)
    }
    #expect(try store.outbox.entry(record.id)?.isDelivered == false)
  }

  @Test("Steps that a state does not allow are refused")
  func states() throws {
    let store = try test.open()
    let record = try TestStore.record()
    try store.outbox.accept(record)
    #expect(throws: StoreError.self) { try store.outbox.sendingFailed(record.id, reason: offline) }
    #expect(throws: StoreError.self) { try store.outbox.retry(record.id) }
    try store.outbox.beginSending(record.id)
    #expect(throws: StoreError.self) { try store.outbox.beginSending(record.id) }
    try store.outbox.deliver(receipt: TestStore.receipt(record))
    #expect(throws: StoreError.self) { try store.outbox.beginSending(record.id) }
    #expect(throws: StoreError.self) { try store.outbox.retry(TestStore.record().id) }
  }

  @Test("Ids made later are greater, and of version 7")
  func identifiers() throws {
    let ids = try (0..<100).map { try RecordID(at: UTCTime(clamping: 1_795_000_000 + $0)) }
    #expect(ids == ids.sorted())
    #expect(Set(ids).count == 100)
    for id in ids {
      let text = Array(id.description)
      #expect(text[14] == "7" && "89ab".contains(text[19]))
      #expect(RecordID(id.description.uppercased()) == id)
    }
  }
}
