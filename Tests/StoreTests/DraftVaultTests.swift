// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Foundation
import GRDB
import Testing

@testable import Store

@Suite("Draft vault")
struct DraftVaultTests {
  static let name = Array("Nguyễn Thị Ví Dụ 001099012345".utf8)
  /// Heads of WSQ, JPEG 2000, PNG and JPEG files.
  static let headers: [[UInt8]] = [
    [0xff, 0xa0, 0xff, 0xa4], Array("jP  \r\n".utf8), [0x89] + Array("PNG\r\n".utf8),
    [0xff, 0xd8, 0xff, 0xe0],
  ]
  static let image: [UInt8] = headers.flatMap { $0 } + [UInt8](repeating: 7, count: 5000)

  let test: TestStore

  init() throws { test = try TestStore() }

  private func expectNothingReadable() throws {
    for secret in [Self.name, Array("001099012345".utf8)] + Self.headers {
      #expect(try !test.holds(secret))
    }
    #expect(try !test.holds([UInt8](repeating: 7, count: 64)))
  }

  @Test("A draft comes back as it was saved last, also from a store opened again")
  func roundTrip() throws {
    do {
      let store = try test.open()
      try store.drafts.save("A-1", state: Self.name, blobs: ["portrait": Self.image, "empty": []])
      test.time.pass(10)
      try store.drafts.save("A-1", state: [1, 2], blobs: ["portrait": Self.image, "card": [3]])
      try store.drafts.save("B-1", state: [])
    }
    let store = try test.open()
    let draft = try #require(try store.drafts.load("A-1"))
    #expect(draft.state == [1, 2])
    #expect(draft.blobs == ["portrait": Self.image, "card": [3]])
    #expect(draft.version == 2)
    #expect(try store.drafts.list().map(\.id) == ["A-1", "B-1"])
    #expect(try store.drafts.load("C") == nil)
  }

  @Test("Only changed blobs are written, and files that no longer count are removed")
  func onlyChanges() throws {
    let store = try test.open()
    try store.drafts.save("A", state: [1], blobs: ["one": [1], "two": [2]])
    let before = try test.files(below: "drafts")
    try store.drafts.save("A", state: [2], blobs: ["one": [1], "two": [9]])
    let after = try test.files(below: "drafts")
    #expect(Set(before).intersection(after).count == 1)
    #expect(after.count == 2)
    try store.drafts.save("A", state: [2], blobs: [:])
    #expect(try test.files(below: "drafts").isEmpty)
  }

  @Test("No name, number or image header lies in the folder while a draft is there, nor afterwards")
  func nothingReadable() throws {
    let store = try test.open()
    for step in 0..<5 {
      try store.drafts.save(
        "001099012345", state: Self.name + [UInt8(step)],
        blobs: ["portrait": Self.image + [UInt8(step)], "right-four": Self.image])
      try expectNothingReadable()
    }
    try store.drafts.destroy("001099012345")
    try expectNothingReadable()
  }

  @Test("A destroyed draft has no file, no row and no wrapped key, also not in the log")
  func destruction() throws {
    let store = try test.open()
    try store.drafts.save("A", state: [1], blobs: ["one": Self.image])
    let key = try store.disk.read {
      try Row.fetchOne($0, sql: "SELECT key FROM draft")?.bytes("key")
    }
    let sealed = try #require(key)
    #expect(try test.holds(sealed))
    try store.drafts.destroy("A")
    #expect(try !test.holds(sealed))
    #expect(try store.drafts.load("A") == nil)
    #expect(try test.files(below: "drafts").isEmpty)
    try store.drafts.destroy("A")
  }

  @Test("A blob put in another's place, an older version and a changed byte are refused")
  func swapped() throws {
    let store = try test.open()
    try store.drafts.save("A", state: [1], blobs: ["one": [1, 1, 1], "two": [2, 2, 2]])
    let files = try test.files(below: "drafts").map { test.folder + "/drafts/" + $0 }
    let bytes = files.map { FileManager.default.contents(atPath: $0) ?? Data() }
    func damage(_ change: [Data]) throws {
      for (file, bytes) in zip(files, change) { try bytes.write(to: URL(filePath: file)) }
      let error = try #require(throws: StoreError.self) { try store.drafts.load("A") }
      #expect(error.code == "store-damaged")
    }
    try damage(bytes.reversed())
    for position in bytes[0].indices {
      var changed = bytes
      changed[0][position] ^= 1
      try damage(changed)
    }
    try damage([bytes[0].dropLast(), bytes[1]])
  }

  @Test("Names that are no codes, and too much of anything, are refused before anything is written")
  func limits() throws {
    let store = try test.open()
    for blobs in [["../x": [UInt8(1)]], ["001099012345": [1]], ["": [1]]] {
      let error = try #require(throws: StoreError.self) {
        try store.drafts.save("A", state: [], blobs: blobs)
      }
      #expect(error.code == "store-invalid-value")
    }
    #expect(try store.drafts.list().isEmpty)
  }
}
