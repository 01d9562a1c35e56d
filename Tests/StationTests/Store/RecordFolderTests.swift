// SPDX-License-Identifier: Apache-2.0

import Foundation
import Records
import Testing

@testable import Station

@Suite("Record folder")
struct RecordFolderTests {
  /// A folder of its own for each test, removed at the end.
  final class Scratch {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    deinit { try? FileManager.default.removeItem(atPath: path) }

    var names: [String] {
      ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }

    func text(_ file: String) -> String? {
      FileManager.default.contents(atPath: path + "/" + file).map {
        String(decoding: $0, as: UTF8.self)
      }
    }
  }

  let scratch = Scratch()
  var folder: RecordFolder { RecordFolder(parent: scratch.path + "/deep/er", id: "A-1") }

  static func file(_ text: String, name: String = "record.an2") -> RecordPart {
    RecordPart(name: name, bytes: Array(text.utf8))
  }

  @Test("A record appears with all its files, in folders that are made on the way")
  func whole() throws {
    try folder.write(
      [Self.file("one"), Self.file("two", name: "manifest.json")], existing: .refuse)
    #expect(scratch.text("deep/er/A-1/record.an2") == "one")
    #expect(scratch.text("deep/er/A-1/manifest.json") == "two")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.parent) == ["A-1"])
  }

  @Test("Only the owner can read a record")
  func privacy() throws {
    try folder.write([Self.file("one")], existing: .refuse)
    let manager = FileManager.default
    let file = try manager.attributesOfItem(atPath: folder.path + "/record.an2")
    let directory = try manager.attributesOfItem(atPath: folder.path)
    #expect(file[.posixPermissions] as? Int == 0o600)
    #expect(directory[.posixPermissions] as? Int == 0o700)
  }

  @Test("A second record of the same id is refused and the first one stays")
  func refusal() throws {
    try folder.write([Self.file("one")], existing: .refuse)
    let error = try #require(throws: RecordFolderError.self) {
      try folder.write([Self.file("two")], existing: .refuse)
    }
    #expect(error.code == "record-exists")
    #expect(scratch.text("deep/er/A-1/record.an2") == "one")
  }

  @Test("A record is replaced as a whole when that is asked for")
  func replacement() throws {
    try folder.write([Self.file("one"), Self.file("old", name: "old")], existing: .refuse)
    try folder.write([Self.file("two")], existing: .replace)
    #expect(scratch.text("deep/er/A-1/record.an2") == "two")
    #expect(scratch.text("deep/er/A-1/old") == nil)
    #expect(scratch.names == ["deep"])
    #expect(FileSystem.names(in: folder.parent) == ["A-1"])
  }

  @Test("A write that fails half-way leaves nothing, and an earlier record stays")
  func failureHalfWay() throws {
    try folder.write([Self.file("one")], existing: .refuse)
    let bad = [Self.file("two"), Self.file("three", name: "no/such/folder")]
    let error = try #require(throws: RecordFolderError.self) {
      try folder.write(bad, existing: .replace)
    }
    #expect(error.code == "folder-unwritable")
    #expect(FileSystem.names(in: folder.parent) == ["A-1"])
    #expect(scratch.text("deep/er/A-1/record.an2") == "one")
  }

  @Test("A parent that is a file or below one is refused before anything is captured")
  func unwritableParent() throws {
    for parent in ["/dev/null", "/dev/null/records", "/proc/records"] {
      let error = try #require(throws: RecordFolderError.self) {
        try RecordFolder(parent: parent, id: "A-1").prepare(existing: .refuse)
      }
      #expect(error.code == "folder-unwritable")
      #expect(error.message.contains("--out"))
    }
  }

  @Test("What a crashed writer left is tidied up, and a record it had set aside comes back")
  func recovery() throws {
    let goneProcess = 4_000_000  // above the kernel's largest process number (2^22) less some
    try FileSystem.makeFolders(folder.parent)
    for ending in ["partial", "replaced"] {
      let leftover = "\(folder.parent)/.A-1.\(goneProcess + 200_000).\(ending)"
      try FileSystem.makeFolder(leftover)
      try FileSystem.write(Array(ending.utf8), to: leftover + "/record.an2")
    }
    try FileSystem.makeFolder(folder.parent + "/.A-10.\(goneProcess + 200_000).partial")
    let error = try #require(throws: RecordFolderError.self) {
      try folder.prepare(existing: .refuse)
    }
    #expect(error.code == "record-exists")
    #expect(scratch.text("deep/er/A-1/record.an2") == "replaced")
    #expect(FileSystem.names(in: folder.parent).sorted() == [".A-10.4200000.partial", "A-1"])
  }
}
