// SPDX-License-Identifier: Apache-2.0

import Foundation
import Imaging
import Testing

@Suite("Folder trace")
struct FolderTraceTests {
  let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path

  private func run(_ trace: (any StageTrace)?) throws {
    let image = try TestPictures.ramp(20, 10)
    trace?.picture("normalized") { image }
    trace?.picture("left-out") { nil }
    trace?.colourPicture("../odd name") { Canvas(image, scale: 3) }
    trace?.figures("counts") { #"{"minutiae":3}"# }
  }

  private func write(_ folder: String) throws {
    let trace = try FolderTrace(folder: folder)
    try run(trace)
    try trace.close()
  }

  @Test("Files are numbered in the order of the stages and readable by their owner alone")
  func order() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try write("\(folder)/deeper")
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(folder)/deeper").sorted()
    #expect(names == ["001-normalized.png", "002----odd-name.png", "003-counts.json"])
    for path in [folder, "\(folder)/deeper"] { #expect(try mode(path) == 0o700) }
    #expect(try mode("\(folder)/deeper/001-normalized.png") == 0o600)
  }

  @Test("The same stages give the same bytes twice")
  func determinism() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try write("\(folder)/a")
    try write("\(folder)/b")
    for name in try FileManager.default.contentsOfDirectory(atPath: "\(folder)/a") {
      let a = FileManager.default.contents(atPath: "\(folder)/a/\(name)")
      #expect(a != nil && a == FileManager.default.contents(atPath: "\(folder)/b/\(name)"))
    }
  }

  @Test("Nothing is evaluated without a trace")
  func off() {
    let trace: (any StageTrace)? = nil
    trace?.figures("never") {
      Issue.record("evaluated")
      return ""
    }
  }

  @Test("A folder that holds something is refused")
  func occupied() throws {
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try write(folder)
    let error = #expect(throws: ImageError.self) { try FolderTrace(folder: folder) }
    #expect(error?.code == "unwritable-file")
  }

  @Test("A folder that vanishes is reported at the end")
  func vanished() throws {
    let trace = try FolderTrace(folder: folder)
    try FileManager.default.removeItem(atPath: folder)
    try run(trace)
    let error = #expect(throws: ImageError.self) { try trace.close() }
    #expect(error?.code == "unwritable-file")
  }

  private func mode(_ path: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    return try #require(attributes[.posixPermissions] as? NSNumber).intValue
  }
}
