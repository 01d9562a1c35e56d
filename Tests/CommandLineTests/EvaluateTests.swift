// SPDX-License-Identifier: Apache-2.0

import Fingerprint
import FoundationEssentials
import Testing

@Suite("sinhtrac evaluate and compare")
struct EvaluateTests {
  let folder: TestFolder

  /// The files of ten impressions, made once for all tests.
  private static let prints = Result {
    let folder = try TestFolder()
    let made = try Program.run("samples make --impressions 10 --out \(folder.path)")
    try #require(made.status == 0, "\(made.errors)")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    return try names.map { (name: $0, content: try Data(contentsOf: folder.url($0))) }
  }

  init() throws {
    folder = try TestFolder()
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/prints", withIntermediateDirectories: true)
    for print in try Self.prints.get() {
      try print.content.write(to: folder.url("prints/\(print.name)"))
    }
  }

  @Test("Ten impressions of two fingers give twenty genuine and twenty-five impostor scores")
  func folders() throws {
    let outcome = try Program.run(
      "evaluate \(folder.path)/prints --scores \(folder.path)/scores --plot \(folder.path)/det.svg --json"
    )
    #expect(outcome.status == 0, "\(outcome.output)")
    let lines = try text("scores").split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("genuine ") }.count == 20)
    #expect(lines.filter { $0.hasPrefix("impostor ") }.count == 25)
    let curve = try text("det.svg")
    #expect(curve.hasPrefix("<svg") || curve.hasPrefix("<?xml"))
    #expect(curve.contains("</svg>"))
    let rows = try #require(try Program.json(outcome.output) as? [[String: Any]])
    #expect(rows.count == 1)
  }

  @Test("A file that is no image costs accuracy and is named")
  func failures() throws {
    try Data("no image".utf8).write(to: URL(filePath: "\(folder.path)/prints/1_9.png"))
    let outcome = try Program.run(
      "evaluate \(folder.path)/prints --scores \(folder.path)/scores")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("1_9.png"))
    let failed = try text("scores").split(separator: "\n").filter { $0.contains("1_9.png") }
    #expect(failed.count == 10)
    #expect(failed.allSatisfy { $0.hasSuffix(" -1.000") })
  }

  @Test("Turned impressions compare as upright ones do")
  func turned() throws {
    let (a, b) = (try pair(["--turned"]), try pair([]))
    #expect(a.allSatisfy { $0 > Comparison.thresholdAtFMR1000 })
    #expect(b.allSatisfy { $0 > Comparison.thresholdAtFMR1000 })
  }

  @Test("Compare tells mates from others, and lists are compared in their order")
  func compare() throws {
    let (mate, other) = (
      "\(folder.path)/prints/1_1.png \(folder.path)/prints/1_2.png",
      "\(folder.path)/prints/1_1.png \(folder.path)/prints/2_1.png"
    )
    try Data("\(mate)\n\(other)\n".utf8).write(to: URL(filePath: "\(folder.path)/pairs"))
    let outcome = try Program.run("compare --list \(folder.path)/pairs")
    let scores = outcome.output.split(separator: "\n").compactMap { Float($0) }
    #expect(scores.count == 2, "\(outcome.output)")
    #expect((scores.first ?? 0) > Comparison.thresholdAtFMR1000)
    #expect(scores.count == 2 && scores[0] > 2 * scores[1])
    let single = try Program.run("compare \(mate)")
    #expect(single.output.split(separator: "\n").first.flatMap { Float($0) } == scores.first)
  }

  @Test("An empty folder and a wrong ending of the plot are refused with what to do")
  func refusals() throws {
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/empty", withIntermediateDirectories: true)
    let empty = try Program.run("evaluate \(folder.path)/empty")
    #expect(empty.status == 1 && empty.errors.contains("no-impressions"))
    #expect(try Program.run("evaluate \(folder.path)/prints --plot det.gif").status == 2)
  }

  /// Scores of the first two impressions of each finger.
  private func pair(_ options: [String]) throws -> [Float] {
    let outcome = try Program.run(
      (["evaluate", "\(folder.path)/prints", "--scores", "\(folder.path)/turned"] + options)
        .joined(separator: " "))
    #expect(outcome.status == 0, "\(outcome.output)")
    return try text("turned").split(separator: "\n")
      .filter { $0.hasPrefix("genuine") && $0.contains("_1.png ") && $0.contains("_2.png ") }
      .compactMap { $0.split(separator: " ").last.flatMap { Float($0) } }
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: URL(filePath: "\(folder.path)/\(name)"), encoding: .utf8)
  }
}

extension TestFolder {
  fileprivate func url(_ name: String) -> URL { URL(filePath: "\(path)/\(name)") }
}
