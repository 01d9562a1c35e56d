// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Foundation
import Testing

@testable import Store

@Suite("Stick")
struct StickTests {
  static let certificate: [UInt8] = Array("certificate".utf8)
  static let check: StickCheck = { $0.bytes.reversed() == $1 && $2 == certificate }

  let test: TestStore
  let stick: TestStore
  var mount: String { stick.folder }

  init() throws {
    test = try TestStore()
    stick = try TestStore()
    try FileManager.default.createDirectory(atPath: stick.folder, withIntermediateDirectories: true)
  }

  private func export(_ store: StationStore) throws -> StickExport {
    try store.outbox.export(to: mount, kit: "KIT_7", certificate: Self.certificate)
  }

  @Test("Out on a stick, in at the centre, receipts back: delivered; again changes nothing")
  func roundTrip() throws {
    let store = try test.open()
    let records = try (0..<5).map { try TestStore.record("record \($0)") }
    for record in records { try store.outbox.accept(record) }
    let export = try export(store)
    #expect(export.path == mount + "/KIT_7-1")
    #expect(
      try store.outbox.list().map(\.state)
        == .init(repeating: .exported(stick: "KIT_7-1"), count: 5))
    #expect(try test.files(below: "outbox").count == 5)

    let folder = try StickFolder(path: export.path, check: Self.check)
    #expect(try folder.manifest.records.map { try folder.record($0) } == records)
    #expect(try store.audit.verify(external: folder.manifest.auditHead).isSound)
    let receipts = try records.map { ($0.id, try TestStore.receipt($0)) }
    try StickReceipts.write(
      Dictionary(uniqueKeysWithValues: receipts), for: folder.manifest.folderName, to: mount)

    for _ in 0..<2 {
      let outcome = try store.outbox.importReceipts(from: mount)
      #expect(Set(outcome.delivered) == Set(records.map(\.id)))
      #expect(outcome.refused == 0)
    }
    #expect(try store.outbox.list().allSatisfy(\.isDelivered))
    #expect(throws: StoreError.self) { try self.export(store) }
  }

  @Test("Another station takes a stick in once, however often it is given")
  func relay() throws {
    let store = try test.open()
    let record = try TestStore.record()
    try store.outbox.accept(record)
    let path = try export(store).path
    let office = try TestStore()
    let other = try office.open()
    for _ in 0..<3 { try other.outbox.importRecords(from: path, check: Self.check) }
    #expect(try other.outbox.list().map(\.id) == [record.id])
    #expect(try other.outbox.record(record.id) == record)
  }

  @Test("Every export has a number of its own, and waiting records stay to be sent")
  func numbers() throws {
    let store = try test.open()
    try store.outbox.accept(TestStore.record())
    #expect(try export(store).manifest.number == 1)
    #expect(try export(store).manifest.number == 2)
    #expect(try store.outbox.due().count == 1)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: mount).sorted() == ["KIT_7-1", "KIT_7-2"])
  }

  @Test("A changed byte, a file more or less, another size: nothing is taken")
  func altered() throws {
    let store = try test.open()
    for text in ["one", "two"] { try store.outbox.accept(TestStore.record(text)) }
    let path = try export(store).path
    let office = try TestStore()
    let other = try office.open()
    func expectRefusal(_ what: String) throws {
      let error = try #require(throws: StoreError.self) {
        try other.outbox.importRecords(from: path, check: Self.check)
      }
      #expect(error.code == "stick-altered", "\(what)")
      #expect(try other.outbox.list().isEmpty)
    }
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      let file = URL(filePath: path + "/" + name)
      let bytes = try Data(contentsOf: file)
      for position in stride(from: 0, to: bytes.count, by: 3) {
        var changed = bytes
        changed[position] ^= 1
        try changed.write(to: file)
        try expectRefusal("\(name) at \(position)")
      }
      for other in [bytes.dropLast(), bytes + [0], Data()] {
        try other.write(to: file)
        try expectRefusal("\(name) with \(other.count) bytes")
      }
      try FileManager.default.removeItem(at: file)
      try expectRefusal("\(name) missing")
      try FileManager.default.createSymbolicLink(
        atPath: file.path, withDestinationPath: "/dev/zero")
      try expectRefusal("\(name) a link")
      try FileManager.default.removeItem(at: file)
      try bytes.write(to: file)
    }
    try Data([1]).write(to: URL(filePath: path + "/autorun.inf"))
    try expectRefusal("a file more")
    try FileManager.default.removeItem(atPath: path + "/autorun.inf")
    #expect(try other.outbox.importRecords(from: path, check: Self.check) == 2)
  }

  @Test(
    "A manifest with a hostile name, size, count or kit is refused although it is signed",
    arguments: [
      ("\"id\" : \"", "\"id\" : \"../../"), ("\"size\" : ", "\"size\" : -"),
      ("\"size\" : ", "\"size\" : 99999999999"), ("\"kit\" : \"", "\"kit\" : \"../"),
      ("\"number\" : ", "\"number\" : -"), ("\"version\" : 1", "\"version\" : 2"),
      ("\"sha256\" : \"", "\"sha256\" : \"0"), ("\"made\" : \"", "\"made\" : \"x"),
    ])
  func hostile(change: (String, String)) throws {
    let store = try test.open()
    try store.outbox.accept(TestStore.record())
    let path = try export(store).path
    let file = URL(filePath: path + "/manifest.json")
    let text = try String(decoding: Data(contentsOf: file), as: UTF8.self)
    let changed = text.replacing(change.0, with: change.1)
    #expect(changed != text)
    try Data(changed.utf8).write(to: file)
    let digest = try StickManifest.digest(Array(changed.utf8))
    try Data(TestStore.signer(digest)).write(to: URL(filePath: path + "/manifest.sig"))
    let error = try #require(throws: StoreError.self) {
      try StickFolder(path: path, check: Self.check)
    }
    #expect(error.code == "stick-altered")
  }

  @Test("A bad receipt among good ones is counted, and the good ones are taken")
  func badReceipt() throws {
    let store = try test.open()
    let records = try (0..<3).map { try TestStore.record("record \($0)") }
    for record in records { try store.outbox.accept(record) }
    let stranger = try TestStore.record("not ours")
    let forged = try TestStore.receipt(records[2]).dropFirst()
    try StickReceipts.write(
      [
        records[0].id: TestStore.receipt(records[0]), records[1].id: TestStore.receipt(records[1]),
        records[2].id: Array(forged), stranger.id: TestStore.receipt(stranger),
      ], for: "KIT_7-1", to: mount)
    try Data([1]).write(to: URL(filePath: mount + "/KIT_7-1.receipts/evil.sh"))
    let outcome = try store.outbox.importReceipts(from: mount)
    #expect(Set(outcome.delivered) == [records[0].id, records[1].id])
    #expect(outcome.refused == 3)
    #expect(try store.outbox.entry(records[2].id)?.isDelivered == false)
  }

  @Test("A stick that is not there changes nothing and does not close the store")
  func noStick() throws {
    let store = try test.open()
    let record = try TestStore.record()
    try store.outbox.accept(record)
    let error = try #require(throws: StoreError.self) {
      try store.outbox.export(
        to: mount + "/nowhere", kit: "KIT_7", certificate: Self.certificate)
    }
    #expect(error.code == "store-unusable")
    #expect(try store.outbox.entry(record.id)?.state == .queued)
  }
}
