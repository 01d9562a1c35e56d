// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Foundation
import GRDB
import Testing

@testable import Store

@Suite("Opening the store")
struct StationStoreTests {
  let test: TestStore

  init() throws { test = try TestStore() }

  @Test("The folder and all in it are for their owner alone")
  func privacy() throws {
    let store = try test.open()
    try store.drafts.save("A", state: [1], blobs: ["portrait": [2]])
    try store.outbox.accept(TestStore.record())
    for path in [""] + (try test.files()) {
      let path = test.folder + "/" + path
      let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      if isFolder.boolValue || !path.contains("sqlite") {
        #expect(mode == (isFolder.boolValue ? 0o700 : 0o600), "\(path)")
      }
    }
  }

  @Test("A store that is open is refused to a second one, and free again when closed")
  func oneAtATime() throws {
    do {
      let first = try test.open()
      let error = try #require(throws: StoreError.self) { try test.open() }
      #expect(error.code == "store-in-use")
      _ = first.reconciliation
    }
    _ = try test.open()
  }

  @Test("Another key is refused before anything is opened with it")
  func wrongKey() throws {
    _ = try test.open()
    let error = try #require(throws: StoreError.self) { try test.open(key: SecretKey()) }
    #expect(error.code == "wrong-key")
  }

  @Test("Without its key the store gives what is not sealed and refuses the rest")
  func withoutKey() throws {
    try test.open().outbox.accept(TestStore.record())
    let store = try StationStore(folder: test.folder, key: nil)
    #expect(try store.outbox.list().count == 1)
    #expect(try store.audit.verify().isSound)
    let error = try #require(throws: StoreError.self) { try store.drafts.list() }
    #expect(error.code == "store-locked")
  }

  @Test(
    "The write-ahead log is used, every commit waits for the disk, and removed rows are overwritten"
  )
  func settings() throws {
    let store = try test.open()
    let settings = try store.disk.read { database in
      try ["journal_mode", "synchronous", "locking_mode", "secure_delete"].map {
        try String.fetchOne(database, sql: "PRAGMA \($0)")
      }
    }
    #expect(settings == ["wal", "2", "exclusive", "1"])
    #expect(try !test.files().contains("store.sqlite-shm"))
  }

  @Test("Files without a row go when the store is opened, rows without a file are told")
  func reconciliation() throws {
    let (kept, lost) = (try TestStore.record("one"), try TestStore.record("two"))
    do {
      let store = try test.open()
      try store.outbox.accept(kept)
      try store.outbox.accept(lost)
      try store.outbox.beginSending(kept.id)
      try store.drafts.save("A", state: [1], blobs: ["portrait": [1, 2, 3]])
    }
    for name in ["outbox/left.cms.partial", "outbox/other.cms", "drafts/00ff"] {
      try Data([1]).write(to: URL(filePath: test.folder + "/" + name))
    }
    try FileManager.default.removeItem(atPath: test.folder + "/outbox/\(lost.id).cms")
    let store = try test.open()
    #expect(store.reconciliation.removedFiles == 3)
    #expect(store.reconciliation.damagedRecords == [lost.id])
    #expect(store.reconciliation.missingDraftFiles == 0)
    #expect(store.reconciliation.interrupted == 1)
    #expect(try store.outbox.entry(kept.id)?.state == .queued)
    #expect(try store.outbox.record(kept.id) == kept)
    #expect(try store.drafts.load("A")?.blobs == ["portrait": [1, 2, 3]])
    #expect(try store.audit.rows(newest: 1).first?.event.code == .storeMended)
  }

  @Test("A database that is none is told, not overwritten")
  func notADatabase() throws {
    _ = try test.open()
    let path = test.folder + "/store.sqlite"
    let wrong = Data(repeating: 7, count: 8192)
    try wrong.write(to: URL(filePath: path))
    let error = try #require(throws: StoreError.self) { try test.open() }
    #expect(error.code == "store-damaged")
    #expect(FileManager.default.contents(atPath: path) == wrong)
  }

  @Test(
    "After the disk has failed once, nothing is tried again, and a full disk is no such failure")
  func failedDisk() throws {
    let store = try test.open()
    let full = try #require(throws: StoreError.self) {
      try store.disk.files {
        errno = ENOSPC
        throw DiskError.system("a file")
      }
    }
    #expect(full.code == "disk-full")
    let record = try TestStore.record()
    try store.outbox.accept(record)
    let failed = try #require(throws: StoreError.self) {
      try store.disk.files {
        errno = ENOSPC
        throw DiskError.system("a file", .syncing)
      }
    }
    #expect(failed.code == "disk-failed")
    #expect(failed.message.contains("start the program again"))
    for _ in 0..<2 {
      let closed = try #require(throws: StoreError.self) { try store.outbox.list() }
      #expect(closed.code == "store-closed")
      #expect(throws: StoreError.self) { try store.outbox.accept(TestStore.record()) }
    }
    #expect(try test.files(below: "outbox") == ["\(record.id).cms"])
  }
}
