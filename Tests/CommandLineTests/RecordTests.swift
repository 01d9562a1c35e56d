// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@Suite("sinhtrac record")
struct RecordTests {
  let fixture: Applicant
  var folder: TestFolder { fixture.folder }
  var record: String { "\(folder.path)/out/A-1" }

  /// A record that enrol wrote.
  init() throws {
    fixture = try Applicant()
    try #require(fixture.enrol().status == 0)
  }

  @Test("Show lists every record of the file, by folder or by file")
  func show() throws {
    let byFolder = try Program.run("record show \(record)")
    #expect(byFolder.status == 0)
    #expect(byFolder.output.contains("right-index"))
    #expect(byFolder.output == (try Program.run("record show \(record)/record.an2")).output)
    let json = try Program.json(Program.run("record show \(record) --json").output)
    #expect(((json as? [String: Any])?["records"] as? [Any])?.count == 22)
  }

  @Test("Check finds nothing wrong with our own record")
  func sound() throws {
    let outcome = try Program.run("record check \(record)")
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("0 errors, 0 warnings"))
    #expect(outcome.output.contains("1 files as listed"))
    #expect(try Program.run("record check \(record) --json").output == "[\n\n]\n")
  }

  @Test("Export writes what other systems read, and nothing of a record that was changed")
  func export() throws {
    let file = folder.path + "/a.xml"
    let outcome = try Program.run("record export \(record) --format mosip --out \(file)")
    #expect(outcome.status == 0 && outcome.output.isEmpty, "\(outcome.errors)")
    let xml = try String(contentsOfFile: file, encoding: .utf8)
    #expect(xml.contains("<Subtype>Left RingFinger</Subtype>"))
    let osia = try Program.run("record export \(record) --format osia")
    let json = try Program.json(osia.output) as? [String: Any]
    #expect((json?["biometricData"] as? [Any])?.count == 10)
    #expect(try Program.run("record export \(record) --format xml").status == 2)
    let path = URL(filePath: record + "/record.an2")
    var bytes = try Data(contentsOf: path)
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: path)
    #expect(try Program.run("record export \(record) --format osia").status == 5)
  }

  @Test("A changed byte is found by the digest and ends with 5")
  func tampered() throws {
    let file = URL(filePath: record + "/record.an2")
    var bytes = try Data(contentsOf: file)
    bytes[bytes.count / 2] ^= 1
    try bytes.write(to: file)
    let outcome = try Program.run("record check \(record)")
    #expect(outcome.status == 5)
    #expect(outcome.errors.contains("[part-altered]"))
  }

  @Test("A truncated file of somebody else is reported by place and ends with 1")
  func truncated() throws {
    let bytes = try Data(contentsOf: URL(filePath: record + "/record.an2"))
    let file = folder.path + "/other.an2"
    try bytes.prefix(bytes.count / 2).write(to: URL(filePath: file))
    let outcome = try Program.run("record check \(file)")
    #expect(outcome.status == 1)
    #expect(outcome.output.contains("error: record"))
    #expect(try Program.run("record show \(file)").status == 1)
  }

  @Test("A path without a record says so", arguments: ["/nowhere", "/dev/null", "/tmp"])
  func noRecord(path: String) throws {
    for verb in ["show", "check"] {
      let outcome = try Program.run("record \(verb) \(path)")
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("[file-unreadable]"))
    }
  }
}
