// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Biometrics
import GRDB
import Records
import Testing

@testable import Store

@Suite("Operators and shifts")
struct OperatorTests {
  let test: TestStore
  let store: StationStore
  let anna: OperatorID

  init() throws {
    test = try TestStore()
    store = try test.open()
    anna = try #require(OperatorID("anna"))
    try store.operators.set(
      Operator(id: anna, role: .officer, name: "Trần Thị Anna", templates: [[1, 2, 3]]),
      pin: "246810")
  }

  @Test("The right PIN signs in and gives name, role and fingers")
  func signIn() throws {
    let person = try store.operators.signIn(anna, pin: "246810")
    #expect(person.name == "Trần Thị Anna")
    #expect(person.templates == [[1, 2, 3]])
    #expect(try store.operators.all() == [person])
    #expect(try store.audit.rows(newest: 1).first?.event == AuditEvent(.signedIn, by: anna))
    #expect(try store.audit.verify(check: TestStore.check).heads == 1)
  }

  @Test("A wrong PIN and an unknown operator are refused in the same words")
  func wrong() throws {
    let unknown = try #require(OperatorID("nobody"))
    let errors = try [(anna, "246811"), (anna, ""), (unknown, "246810")].map { id, pin in
      try #require(throws: StoreError.self) { try store.operators.signIn(id, pin: pin) }
    }
    #expect(Set(errors.map(\.description)).count == 1)
    #expect(errors[0].code == "sign-in-refused")
  }

  @Test("After five wrong PINs even the right one waits, twice as long each time, with a countdown")
  func lockout() throws {
    func attempt(_ pin: String) -> String? {
      do throws(StoreError) {
        _ = try store.operators.signIn(anna, pin: pin)
        return nil
      } catch { return error.code }
    }
    for _ in 0..<5 { #expect(attempt("000000") == "sign-in-refused") }
    for wait in [30, 60, 120, 240, 480, 900, 900] {
      #expect(attempt("246810") == "operator-locked")
      #expect(try store.operators.list().first?.lockedFor == wait)
      test.time.pass(wait - 1)
      #expect(attempt("246810") == "operator-locked")
      test.time.pass(1)
      #expect(attempt("000000") == "sign-in-refused")
    }
    test.time.pass(900)
    #expect(attempt("246810") == nil)
    for _ in 0..<4 { #expect(attempt("000000") == "sign-in-refused") }
    #expect(attempt("246810") == nil)
  }

  @Test("A clock set back locks nobody for longer than a quarter of an hour")
  func clockBack() throws {
    for _ in 0..<5 { _ = try? store.operators.signIn(anna, pin: "000000") }
    test.time.set(by: -1_000_000)
    #expect(try store.operators.list().first?.lockedFor == 900)
  }

  @Test("PIN and name lie nowhere in the folder, and a role cannot be raised on the disk")
  func sealed() throws {
    #expect(try !test.holds(Array("246810".utf8)))
    #expect(try !test.holds(Array("Anna".utf8)))
    try store.disk.write { try $0.execute(sql: "UPDATE operator SET role = 'supervisor'") }
    #expect(throws: StoreError.self) { try store.operators.signIn(anna, pin: "246810") }
  }

  @Test("Fingers and role are changed without the PIN; short PINs are refused")
  func change() throws {
    try store.operators.change(Operator(id: anna, role: .supervisor, name: "A", templates: []))
    #expect(try store.operators.signIn(anna, pin: "246810").role == .supervisor)
    #expect(throws: StoreError.self) {
      try store.operators.set(Operator(id: anna, role: .officer, name: "A"), pin: "12345")
    }
    try store.operators.remove(anna)
    #expect(try store.operators.list().isEmpty)
  }

  @Test("Shifts overlap, begin once, and are found on each day that they touch")
  func shifts() throws {
    let ba = try #require(OperatorID("ba"))
    let day = test.time.clock.now.wall.date(hoursEast: 7)
    for _ in 0..<2 { try store.shifts.begin(anna) }
    try store.shifts.begin(ba)
    try store.shifts.end(anna)
    try store.shifts.end(anna)
    try store.shifts.begin(anna)
    #expect(try store.shifts.shifts(on: day).map(\.by) == [anna, ba, anna])
    #expect(try store.shifts.shifts(on: day).map { $0.ended == nil } == [false, true, true])
    test.time.pass(86_400)
    let next = test.time.clock.now.wall.date(hoursEast: 7)
    #expect(try store.shifts.shifts(on: next).map(\.by) == [ba, anna])
  }
}
