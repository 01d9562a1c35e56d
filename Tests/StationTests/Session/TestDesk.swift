// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Foundation
import Records
import Synchronization
import Testing

@testable import Station

/// A desk in memory, its clock under the test's hand, and commands with running numbers.
final class TestDesk: Sendable {
  let drafts = MemoryDrafts()
  let outbox = MemoryOutbox()
  private let moment: Mutex<UTCTime>
  private let counter = Mutex(0)
  private let policy: CapturePolicy
  private let operators: [OperatorPrints]

  init(
    _ time: String = "2026-11-21T02:00:00Z", policy: CapturePolicy = CapturePolicy(),
    operators: [OperatorPrints] = []
  ) throws {
    moment = Mutex(try #require(UTCTime(time)))
    (self.policy, self.operators) = (policy, operators)
  }

  /// Sets the clock.
  func wait(until time: String) throws {
    let new = try #require(UTCTime(time))
    moment.withLock { $0 = new }
  }

  func desk() throws -> SessionDesk {
    var desk = SessionDesk(
      drafts: drafts, outbox: outbox, sealer: PlainSealer(),
      station: try StationIdentity(
        kit: "KIT01", originatingAgency: "VN-DEMO-07", destinationAgency: "VN-C06",
        software: AlgorithmVersion(name: "sinhtrac", version: "0"))
    ) { self.moment.withLock { $0 } }
    desk.policy = policy
    desk.operators = operators
    return desk
  }

  func session(_ application: String = "A-1") async throws -> EnrolmentSession {
    try await EnrolmentSession.open(application, at: try desk(), by: "officer-1")
  }

  /// A command with the next number.
  func command(_ action: SessionCommand.Action) -> SessionCommand {
    SessionCommand(id: "c\(counter.withLock { $0 += 1; return $0 })", action)
  }
}

/// Puts files one after the other: a test looks into what a centre would.
struct PlainSealer: RecordSealer {
  func seal(_ parts: [RecordPart], record: String, at time: UTCTime) -> [UInt8] {
    parts.flatMap { Array("\($0.name) \($0.bytes.count)\n".utf8) + $0.bytes }
  }
}

extension EnrolmentSession {
  /// Does one thing after the other and gives the last state.
  @discardableResult
  func perform(
    _ desk: TestDesk, _ actions: SessionCommand.Action..., by officer: String = "officer-1"
  ) async throws -> SessionState {
    for action in actions { try await perform(desk.command(action), by: officer) }
    return state
  }
}

extension SessionState {
  func status(of step: SessionStep) -> StepState.Status? {
    steps.first { $0.step == step }?.status
  }

  func value(of field: PersonField) -> String? {
    person.first { $0.field == field }?.chosen.value
  }

  var codes: [String] { findings.map(\.code) }
}
