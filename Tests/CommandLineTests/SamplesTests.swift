// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite("sinhtrac samples")
struct SamplesTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test("Samples are made, found right, and found wrong once one of them was changed")
  func makeAndCheck() throws {
    let path = folder.path + "/samples"
    #expect(try Program.run("samples make --out \(path)").status == 0)
    #expect(folder.names("samples") == ["applicant-01", "manifest.json"])
    #expect(try Program.run("samples check \(path)").status == 0)
    try folder.writeRidges("samples/applicant-01/left-ring.png")
    let outcome = try Program.run("samples check \(path)")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("left-ring.png"))
    #expect(outcome.errors.contains("[samples-differ]"))
  }

  @Test("A folder without samples, and one that cannot be written")
  func wrongFolders() throws {
    let check = try Program.run("samples check \(folder.path)")
    #expect(check.status == 1)
    #expect(check.errors.contains("[unreadable-samples]"))
    let make = try Program.run("samples make --out /dev/null/x")
    #expect(make.status == 1)
    #expect(make.errors.contains("[unwritable-samples]"))
  }
}
