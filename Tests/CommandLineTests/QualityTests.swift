// SPDX-License-Identifier: Apache-2.0

import Fingerprint
import Testing

@Suite("sinhtrac quality")
struct QualityTests {
  let folder: TestFolder

  init() throws {
    folder = try TestFolder()
    try folder.writeRidges("rings.png")
    try folder.writeBlank("blank.png")
  }

  @Test("A blank image has no score but a reason; its threshold is missed")
  func blank() throws {
    let outcome = try Program.run("quality \(folder.path)/blank.png --threshold 1")
    #expect(outcome.status == 3)
    #expect(outcome.output.contains("no score (blank)"))
    #expect(outcome.output.contains("no finger on the glass"))
  }

  @Test("The CSV has the names and as many values as the reference's")
  func csv() throws {
    let outcome = try Program.run("quality --csv \(folder.path)/rings.png \(folder.path)/blank.png")
    #expect(outcome.status == 0)
    let lines = outcome.output.split(separator: "\n")
    try #require(lines.count == 3)
    let names = QualityMeasure.inForestOrder.map(\.name).joined(separator: ",")
    #expect(lines[0].hasPrefix("Filename,UnifiedQualityScore,"))
    #expect(lines[0].hasSuffix(names))
    #expect(Set(lines.map { $0.filter { $0 == "," }.count }).count == 1)
  }

  @Test("JSON says which model and whose minutiae made a score")
  func json() throws {
    let outcome = try Program.run(
      "quality --json \(folder.path)/rings.png \(folder.path)/blank.png")
    let entries = try #require(try Program.json(outcome.output) as? [[String: Any]])
    try #require(entries.count == 2)
    #expect((entries[0]["model"] as? [String: String])?["name"] == "sinhtrac-2")
    #expect(entries[0]["minutiaeProvider"] as? String == "sinhtrac")
    #expect(entries[1]["missingScore"] as? String == "blank")
    for reason in entries.flatMap({ $0["reasons"] as? [[String: String]] ?? [] }) {
      #expect(Set(reason.keys) == ["code", "en", "vi"])
    }
    #expect(entries.allSatisfy { $0["reasons"] is [Any] })
  }

  @Test("A file that is no model is refused")
  func model() throws {
    let image = "\(folder.path)/rings.png"
    let outcome = try Program.run("quality \(image) --model \(image)")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("-model]"))
  }
}
