// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Records
import Synchronization
import Testing

@testable import Station

@Suite("Sessions that are interrupted", .serialized)
struct ResumedSessionTests {
  @Test("Killed after every command, a session goes on at the same step; a command twice is once")
  func killed() async throws {
    let desk = try TestDesk(policy: .easy)
    var last = try await desk.session().state
    for action in try await Script.adult() {
      // Nothing but the keepers is left of the session before.
      let session = try await desk.session()
      #expect(await session.state == last, "before \(action.name)")
      let command = desk.command(action)
      last = try await session.perform(command, by: "officer-1")
      #expect(try await session.perform(command, by: "officer-1") == last, "\(action.name)")
    }
    let submitted = try #require(last.outcome?.submitted)
    let session = try await desk.session()
    #expect(await session.state.outcome?.submitted == submitted)
    let again = try await session.perform(desk, .submit)
    #expect(again.outcome?.submitted == submitted && desk.outbox.records(of: "A-1").count == 1)
  }

  @Test("Two commands at once are carried out one after the other")
  func together() async throws {
    let desk = try TestDesk(policy: .easy)
    let session = try await desk.session()
    let name = desk.command(.typePerson(values: PersonStepTests.adult))
    async let first = session.perform(name, by: "officer-1")
    async let second = session.perform(name, by: "officer-1")
    async let third = session.perform(
      desk.command(.account(level: 0, phone: nil, email: nil)), by: "officer-1")
    _ = try await (first, second, third)
    let state = await session.state
    #expect(state.revision == 2 && state.account?.level == 0 && state.ageGroup == "14+")
  }

  private func ready(_ desk: SessionDesk, _ test: TestDesk) async throws -> EnrolmentSession {
    let session = try await EnrolmentSession.open("A-1", at: desk, by: "officer-1")
    for action in try Script.child().dropLast() {
      try await session.perform(test.command(action), by: "officer-1")
    }
    return session
  }

  @Test("An outbox that fails loses nothing, and the record keeps its id")
  func outboxFails() async throws {
    let test = try TestDesk(policy: .easy)
    var desk = try test.desk()
    let outbox = FailingOutbox(test.outbox, failures: 2)
    desk.outbox = outbox
    let session = try await ready(desk, test)
    for _ in 0..<2 {
      let error = await #expect(throws: SessionError.self) {
        try await session.perform(test.command(.submit), by: "officer-1")
      }
      #expect(error?.kind == .submission)
    }
    let state = try await session.perform(test.command(.submit), by: "officer-1")
    #expect(Set(outbox.offered).count == 1)
    #expect(state.outcome?.submitted?.record == outbox.offered.first)
  }

  @Test("A draft that cannot be destroyed after the outbox took the record is settled later")
  func destroyFails() async throws {
    let test = try TestDesk(policy: .easy)
    var desk = try test.desk()
    desk.drafts = StickyDrafts(test.drafts)
    let session = try await ready(desk, test)
    await #expect(throws: SessionError.self) {
      try await session.perform(test.command(.submit), by: "officer-1")
    }
    let record = try #require(test.outbox.records(of: "A-1").first)
    #expect(test.drafts.list == ["A-1"])
    // The next start finds record and draft.
    let next = try await test.session()
    #expect(await next.state.outcome?.submitted == record)
    #expect(test.drafts.list.isEmpty && test.outbox.records(of: "A-1").count == 1)
  }

  @Test("A keeper that fails leaves the session as it was")
  func saveFails() async throws {
    let test = try TestDesk(policy: .easy)
    let session = try await test.session()
    var desk = try test.desk()
    desk.drafts = StickyDrafts(test.drafts, saves: false)
    let broken = try await EnrolmentSession.open("A-1", at: desk, by: "officer-1")
    let error = await #expect(throws: SessionError.self) {
      try await broken.perform(
        test.command(.typePerson(values: PersonStepTests.adult)), by: "officer-1")
    }
    #expect(error?.kind == .draft)
    #expect(await broken.state == session.state)
  }
}

/// Refuses the first records that it is offered.
private final class FailingOutbox: SealedRecordKeeper {
  private let outbox: MemoryOutbox
  private let failures: Int
  private let ids = Mutex<[String]>([])

  init(_ outbox: MemoryOutbox, failures: Int) { (self.outbox, self.failures) = (outbox, failures) }

  /// Ids of the records that it was offered.
  var offered: [String] { ids.withLock { $0 } }

  func accept(
    _ sealed: [UInt8], _ entry: SubmittedRecord, closing summary: SessionSummary
  ) throws {
    let count = ids.withLock { ids in
      ids.append(entry.record)
      return ids.count
    }
    guard count > failures else { throw DiskFull() }
    outbox.accept(sealed, entry, closing: summary)
  }

  func records(of application: String) -> [SubmittedRecord] { outbox.records(of: application) }
}

/// Gives no draft up.
private struct StickyDrafts: DraftKeeper {
  let drafts: MemoryDrafts
  let saves: Bool

  init(_ drafts: MemoryDrafts, saves: Bool = true) { (self.drafts, self.saves) = (drafts, saves) }

  func save(_ id: String, state: [UInt8], blobs: [String: [UInt8]]) throws {
    guard saves else { throw DiskFull() }
    drafts.save(id, state: state, blobs: blobs)
  }

  func load(_ id: String) -> (state: [UInt8], blobs: [String: [UInt8]])? { drafts.load(id) }
  func destroy(_ id: String) throws { throw DiskFull() }
}

private struct DiskFull: Error {}
