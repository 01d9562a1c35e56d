// SPDX-License-Identifier: Apache-2.0

import Centre
import Cryptography
import Store
import Synchronization
import Testing

@testable import Transfer

@Suite("Records on their way to the centre")
struct RecordSenderTests {
  @Test("A record arrives, the centre signs for it, and the outbox knows")
  func arrives() throws {
    let office = try Office()
    let (store, centre) = (try office.openStore(), try office.openCentre())
    let record = try office.record(bytes: 300_000)
    try store.outbox.accept(record)
    let sender = RecordSender(store.outbox, upload: ResumableUpload(over: TestLink(centre)))
    #expect(try sender.sendDue() == [record.id: .delivered])
    let entry = try #require(try store.outbox.entry(record.id))
    #expect(entry.isDelivered && entry.attempts == 1)
    let receipt = try Trust([office.centre]).receiptOpener(try #require(entry.receipt))
    #expect(receipt.covers(entry) && receipt.centre == "test centre" && receipt.sequence == 1)
    #expect(try centre.count() == 1)
    #expect(try sender.sendDue().isEmpty)
  }

  /// A5 of the acceptance list.
  @Test("A link that is cut at every 64 kB, before or after, still gives one row and one receipt")
  func cutEverywhere() throws {
    let office = try Office()
    let (store, centre) = (try office.openStore(), try office.openCentre())
    let record = try office.record(bytes: 1_500_000)
    try store.outbox.accept(record)
    // Every request is lost once on its way and once on the way back.
    let seen = Mutex<[String: Int]>([:])
    let link = TestLink(centre) { _, request in
      seen.withLock { seen in
        let name = "\(request.method) \(request.headers["upload-offset"] ?? "")"
        seen[name, default: 0] += 1
        return switch seen[name] {
        case 1: .requestLost
        case 2: .answerLost
        default: .none
        }
      }
    }
    var upload = ResumableUpload(over: link)
    upload.chunk = 64 << 10
    let sender = RecordSender(store.outbox, upload: upload)
    var attempts = 0
    while try store.outbox.entry(record.id)?.isDelivered == false, attempts < 1000 {
      try sender.sendDue()
      office.pass(seconds: 900)
      attempts += 1
    }
    #expect(try store.outbox.entry(record.id)?.isDelivered == true)
    #expect(attempts > 20)
    #expect(try centre.count() == 1)
  }

  /// A6 of the acceptance list.
  @Test("Three records sent three times each, out of order, give three rows and the same receipts")
  func duplicates() throws {
    let office = try Office()
    let centre = try office.openCentre()
    let upload = ResumableUpload(over: TestLink(centre))
    let records = try (0..<3).map { _ in try office.record() }
    var receipts: [RecordID: [UInt8]] = [:]
    for number in [0, 1, 0, 2, 2, 1, 0, 1, 2] {
      let receipt = try upload.send(records[number])
      #expect(receipts[records[number].id] ?? receipt == receipt)
      receipts[records[number].id] = receipt
    }
    #expect(try centre.count() == 3)
    #expect(Set(receipts.values).count == 3)
  }

  @Test("Bytes that change on the way are sent again; a link that always changes them is given up")
  func changedOnTheWay() throws {
    let office = try Office()
    let centre = try office.openCentre()
    let record = try office.record(bytes: 200_000)
    let now = TestLink(centre) { number, _ in number.isMultiple(of: 3) ? .bytesChanged : .none }
    var upload = ResumableUpload(over: now)
    upload.chunk = 64 << 10
    _ = try upload.send(record)
    let always = TestLink(centre) { _, request in
      request.method == .patch ? .bytesChanged : .none
    }
    #expect(throws: TransferError(.linkLost)) {
      try ResumableUpload(over: always).send(try office.record())
    }
  }

  @Test("Another record of the same id is refused, and what is behind it goes on")
  func conflict() throws {
    let office = try Office()
    let (store, centre) = (try office.openStore(), try office.openCentre())
    let first = try office.record()
    _ = try ResumableUpload(over: TestLink(centre)).send(first)
    let (second, third) = (try office.record(id: first.id), try office.record())
    try store.outbox.accept(second)
    try store.outbox.accept(third)
    let sender = RecordSender(store.outbox, upload: ResumableUpload(over: TestLink(centre)))
    let outcomes = try sender.sendDue()
    #expect(outcomes[third.id] == .delivered)
    guard case .refused(let error) = outcomes[second.id] else {
      Issue.record("not refused")
      return
    }
    #expect(error.reason == .conflict && error.detail == "record-conflict")
    #expect(try centre.count() == 2)
  }

  @Test("A changed record and one of an unknown station are set aside with the reason, and stay")
  func refused() throws {
    let office = try Office()
    let store = try office.openStore()
    let good = try office.record()
    var bytes = good.bytes
    bytes[bytes.count / 2] ^= 1
    let bad = try SealedRecord(id: RecordID(at: office.clock.now.wall), bytes: bytes)
    try store.outbox.accept(bad)
    let sender = try RecordSender(
      store.outbox, upload: ResumableUpload(over: TestLink(office.openCentre())))
    for _ in 0..<4 {
      try sender.sendDue()
      office.pass(seconds: 900)
    }
    let entry = try #require(try store.outbox.entry(bad.id))
    #expect(entry.state.name == "refused" && entry.isKept && entry.receipt == nil)
  }

  @Test("A station that the centre does not know is refused")
  func unknownStation() throws {
    let office = try Office()
    let centre = try office.openCentre(trusting: [office.centre])
    #expect(throws: TransferError(.refused, detail: "seal-untrusted-signer")) {
      try ResumableUpload(over: TestLink(centre)).send(office.record())
    }
    #expect(try centre.count() == 0)
  }

  @Test("A receipt of somebody else delivers nothing")
  func forged() throws {
    let office = try Office()
    let (store, centre) = (
      try office.openStore(pinning: office.station.certificate), try office.openCentre()
    )
    let record = try office.record()
    try store.outbox.accept(record)
    let sender = RecordSender(store.outbox, upload: ResumableUpload(over: TestLink(centre)))
    _ = try sender.sendDue()
    #expect(try store.outbox.entry(record.id)?.isDelivered == false)
  }

  @Test("A centre that is started again goes on where it was, also after the last byte")
  func restartedCentre() throws {
    let office = try Office()
    let record = try office.record(bytes: 400_000)
    for lost in 1...12 {
      let centre = try office.openCentre()
      let link = TestLink(centre) { number, _ in number >= lost ? .requestLost : .none }
      var upload = ResumableUpload(over: link)
      upload.chunk = 64 << 10
      _ = try? upload.send(record)
    }
    let centre = try office.openCentre()
    _ = try ResumableUpload(over: TestLink(centre)).send(record)
    #expect(try centre.count() == 1)
  }
}
