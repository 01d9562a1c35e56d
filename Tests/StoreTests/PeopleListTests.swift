// SPDX-License-Identifier: Apache-2.0

import GRDB
import Records
import Testing

@testable import Store

@Suite("The day's list")
struct PeopleListTests {
  let test: TestStore
  let store: StationStore
  let day: CalendarDate
  let ward: ListCode

  init() throws {
    test = try TestStore()
    store = try test.open()
    day = test.time.clock.now.wall.date(hoursEast: 7)
    ward = try #require(ListCode("00256"))
    let names = ["Nguyễn Thị Ví Dụ", "Đặng Văn Đức", "Trần Ước Nguyện"]
    let people = try names.enumerated().map {
      try ListedPerson(name: $1, birthDate: "1999", personalNumber: "00109901234\($0)", ward: ward)
    }
    try store.people.add(people, on: day)
  }

  @Test(
    "People are found without marks, by beginnings of words, number and ticket",
    arguments: [
      ("nguyen", [1, 3]), ("NGUYEN thi", [1]), ("dang duc", [2]), ("Đức", [2]), ("uoc", [3]),
      ("du vi", [1]), ("12341", [2]), ("3", [1, 2, 3]), ("guyen", []), ("", [1, 2, 3]),
    ])
  func search(query: String, tickets: [Int]) throws {
    #expect(try store.people.search(query, on: day).map(\.ticket) == tickets)
  }

  @Test("A ticket alone finds its person")
  func ticket() throws {
    let people = [try ListedPerson(name: "Lê", birthDate: "2001", ward: ward)]
    #expect(try store.people.add(people, on: day) == [4])
    #expect(try store.people.search("4", on: day).contains { $0.person.name == "Lê" })
  }

  @Test("Each person goes from waiting to enrolled, or not enrolled with a reason")
  func statuses() throws {
    let reason = try #require(ListCode("moved-away"))
    let record = try TestStore.record().id
    let statuses: [QueueEntry.Status] = [.called, .enrolled(record), .notEnrolled(reason: reason)]
    for (ticket, status) in zip(1..., statuses) {
      try store.people.setStatus(status, of: ticket, on: day)
    }
    #expect(try store.people.search(on: day).map(\.status) == statuses)
    #expect(throws: StoreError.self) { try store.people.setStatus(.called, of: 9, on: day) }
  }

  @Test("Record, ledger, draft and the person's place on the list change together or not at all")
  func together() throws {
    let (officer, reason) = (try #require(OperatorID("cb01")), try #require(ListCode("moved-away")))
    let now = test.time.clock.now.wall
    func entry(_ outcome: LedgerEntry.Outcome) -> LedgerEntry {
      LedgerEntry(
        ward: ward, kind: .exchange, ageGroup: .fourteenAndOver, outcome: outcome, exceptions: 0,
        overrides: 0, by: officer, began: now, ended: now)
    }
    for id in ["A-1", "A-2"] { try store.drafts.save(id, state: [1]) }
    let record = try TestStore.record()
    try store.outbox.accept(
      record, entry: entry(.enrolled), destroying: "A-1",
      listed: QueuePlace(day: day, ticket: 1))
    try store.ledger.note(
      entry(.notEnrolled(reason: reason)), destroying: "A-2",
      listed: QueuePlace(day: day, ticket: 2))
    // Somebody who is on no list any more is no reason to refuse a record.
    try store.outbox.accept(
      TestStore.record("another"), listed: QueuePlace(day: day, ticket: 99))
    #expect(
      try store.people.search(on: day).map(\.status)
        == [.enrolled(record.id), .notEnrolled(reason: reason), .waiting])
    #expect(try store.drafts.list().isEmpty)
    // A ledger that cannot be written leaves list and draft as they were.
    try store.drafts.save("A-3", state: [1])
    try store.disk.write { try $0.execute(sql: "ALTER TABLE ledger RENAME TO gone") }
    #expect(throws: StoreError.self) {
      try store.ledger.note(
        entry(.notEnrolled(reason: reason)), destroying: "A-3",
        listed: QueuePlace(day: day, ticket: 3))
    }
    #expect(try store.people.search("3", on: day).last?.status == .waiting)
    #expect(try store.drafts.load("A-3") != nil)
  }

  @Test("No name or number of the list lies in the folder, and old lists are cleared")
  func clearing() throws {
    for text in ["Nguy", "NGUYEN", "001099012340", "1999"] {
      #expect(try !test.holds(Array(text.utf8)), "\(text)")
    }
    test.time.pass(86_400)
    let next = test.time.clock.now.wall.date(hoursEast: 7)
    #expect(try store.people.clear(before: next) == 3)
    #expect(try store.people.search(on: day).isEmpty)
    #expect(try store.people.clear(before: next) == 0)
  }

  @Test("A row put in another's place does not open")
  func swapped() throws {
    try store.disk.write {
      try $0.execute(
        sql: "UPDATE person SET sealed = (SELECT sealed FROM person WHERE ticket = 2)")
    }
    #expect(throws: StoreError.self) { try store.people.search(on: day) }
  }
}
