// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Store

@Suite("Offline limits")
struct OfflineLimitsTests {
  let test: TestStore

  init() throws { test = try TestStore() }

  @Test("Each limit warns when it is near and stops when it is passed, and says how to clear it")
  func each() {
    let limits = OfflineLimits()
    var measures = OfflineLimits.Measures()
    measures.free = 100 << 30
    #expect(limits.findings(measures).isEmpty)
    func expect(
      _ limit: LimitFinding.Limit, stops: Bool, _ change: (inout OfflineLimits.Measures) -> Void
    ) {
      var changed = measures
      change(&changed)
      let findings = limits.findings(changed)
      #expect(findings.map(\.limit) == [limit])
      #expect(findings.map(\.stops) == [stops])
      #expect(findings.allSatisfy { $0.message.count > 40 })
    }
    expect(.count, stops: false) { $0.unsent = 960 }
    expect(.count, stops: true) { $0.unsent = 1200 }
    expect(.age, stops: false) { $0.wait = 58 }
    expect(.age, stops: true) { $0.wait = 72 }
    expect(.disk, stops: false) { $0.free = 2200 << 20 }
    expect(.disk, stops: true) { $0.free = 1 << 30 }
    expect(.clock, stops: true) { $0.clockWentBack = true }
  }

  @Test("What a store has is measured: records, their age, room and clock")
  func measured() throws {
    let store = try test.open()
    var limits = OfflineLimits()
    limits.leastFree = 1
    #expect(try store.findings(limits).isEmpty)
    let record = try TestStore.record()
    try store.outbox.accept(record)
    test.time.pass(80 * 3600)
    limits.mostUnsent = 1
    #expect(try store.findings(limits).map(\.limit) == [.count, .age])
    try store.outbox.deliver(receipt: TestStore.receipt(record))
    #expect(try store.findings(limits).isEmpty)
    test.time.set(by: -3600)
    try store.audit.append(AuditEvent(.sessionOpened))
    #expect(try store.findings(limits).map(\.limit) == [.clock])
    try store.audit.append(AuditEvent(.synchronised))
    #expect(try store.findings(limits).isEmpty)
    limits.leastFree = .max
    #expect(try store.findings(limits).map(\.stops) == [true])
  }
}
