// SPDX-License-Identifier: Apache-2.0

import Foundation
import Records
import Testing

@Suite("A record's archive")
struct RecordArchiveTests {
  private static let parts = [
    RecordPart(name: "record.an2", bytes: (0..<1500).map { UInt8(truncatingIfNeeded: $0) }),
    RecordPart(name: "manifest.json", bytes: Array("{}\n".utf8)),
    RecordPart(name: "empty", bytes: []),
    RecordPart(name: "whole-block_1", bytes: [UInt8](repeating: 7, count: 512)),
  ]

  private func encoded(_ parts: [RecordPart] = parts) throws -> [UInt8] {
    try RecordArchive(parts).encoded(at: #require(UTCTime("2026-11-22T06:00:00Z")))
  }

  @Test("What goes in comes out, and the same files are the same bytes")
  func roundTrip() throws {
    let bytes = try encoded()
    #expect(bytes.count.isMultiple(of: 512))
    #expect(try RecordArchive(decoding: bytes).parts == Self.parts)
    #expect(try encoded() == bytes)
    #expect(try RecordArchive(decoding: encoded([])).parts.isEmpty)
    #expect(try RecordArchive(Self.parts)["empty"] == [] && RecordArchive(Self.parts)["x"] == nil)
  }

  @Test("Plain tar opens it, and what plain tar packs is read")
  func plainTar() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "archive-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(encoded()).write(to: folder.appending(path: "a.tar"))
    #expect(try tar("xf a.tar", in: folder) == 0)
    for part in Self.parts {
      #expect(try Array(Data(contentsOf: folder.appending(path: part.name))) == part.bytes)
    }
    let names = Self.parts.map(\.name).joined(separator: " ")
    #expect(try tar("cf b.tar --format=ustar \(names)", in: folder) == 0)
    let packed = try Array(Data(contentsOf: folder.appending(path: "b.tar")))
    #expect(try RecordArchive(decoding: packed).parts == Self.parts)
    #expect(try tar("cf c.tar --format=ustar ./empty", in: folder) == 0)
    let path = try Array(Data(contentsOf: folder.appending(path: "c.tar")))
    #expect(throws: RecordError.self) { try RecordArchive(decoding: path) }
  }

  private func tar(_ words: String, in folder: URL) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["tar"] + words.split(separator: " ").map(String.init)
    process.currentDirectoryURL = folder
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test(
    "Names that lead elsewhere, or are twice, are refused",
    arguments: ["", "/etc/passwd", "../up", "a/b", ".hidden", "-rf", "a\u{0}b", "tên", "a b"])
  func names(name: String) {
    #expect(throws: RecordError.self) {
      try RecordArchive([RecordPart(name: name, bytes: [])])
    }
    #expect(throws: RecordError.self) {
      try RecordArchive([Self.parts[0], Self.parts[0]])
    }
  }

  @Test("Too many files and too many bytes are refused")
  func limits() throws {
    let many = (0...RecordArchive.maximumParts).map { RecordPart(name: "p\($0)", bytes: []) }
    #expect(throws: RecordError.self) { try RecordArchive(many) }
    let large = [UInt8](repeating: 0, count: RecordArchive.maximumBytes)
    #expect(throws: RecordError.self) { try RecordArchive([RecordPart(name: "a", bytes: large)]) }
    #expect(throws: RecordError.self) { try RecordArchive(decoding: large + [0]) }
  }

  @Test("A cut archive is refused at every length")
  func truncation() throws {
    let bytes = try encoded()
    for count in 0..<bytes.count {
      #expect(throws: RecordError.self) { try RecordArchive(decoding: Array(bytes.prefix(count))) }
    }
  }

  @Test("A changed header, end or filling is refused; a changed file is another file")
  func changedBytes() throws {
    let bytes = try encoded()
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 1 << UInt8(index % 8)
      guard let read = try? RecordArchive(decoding: changed) else { continue }
      let isOther = read.parts != Self.parts
      #expect(isOther, "byte \(index)")
      #expect(read.parts.map(\.bytes.count) == Self.parts.map(\.bytes.count), "byte \(index)")
    }
  }
}
