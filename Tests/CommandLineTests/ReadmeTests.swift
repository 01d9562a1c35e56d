// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Testing

@testable import sinhtrac

@Suite("README")
struct ReadmeTests {
  let text: String

  init() throws {
    text = try String(
      contentsOf: Program.packageFolder.appending(path: "README.md"), encoding: .utf8)
  }

  /// Words after `sinhtrac` in examples: lines of code that start with it.
  private var examples: [Substring] {
    text.split(separator: "\n").compactMap { line in
      let command = line.hasPrefix("$ ") ? line.dropFirst(2) : line
      return command.hasPrefix("sinhtrac ") ? command.dropFirst("sinhtrac ".count) : nil
    }
  }

  @Test("Every verb has an example", arguments: Verbs.all.map { $0.joined(separator: " ") })
  func everyVerb(verb: String) {
    #expect(examples.contains { $0 == verb || $0.hasPrefix(verb + " ") || verb.isEmpty })
  }

  @Test("Every example calls a verb that the program has, with options that it knows")
  func everyExample() throws {
    try #require(!examples.isEmpty)
    let verbs = Set(Verbs.all.compactMap(\.first))
    for example in examples {
      #expect(verbs.contains(String(example.prefix { $0 != " " })), "\(example)")
      let words = example.split(separator: " ").prefix { $0 != "|" && $0 != ">" }
      #expect(throws: Never.self, "\(example)") {
        _ = try Sinhtrac.parseAsRoot(words.map(String.init))
      }
    }
  }

  @Test("Every exit code is explained", arguments: ProgramExit.allCases)
  func exitCodes(code: ProgramExit) {
    #expect(text.contains("| \(code.rawValue) | \(code.meaning) |"))
  }

  @Test("Every file that the README names is there")
  func files() {
    for match in text.matches(of: /`((?:Sources|Tests|samples)\/[A-Za-z0-9\/_.+-]+)`/) {
      let path = Program.packageFolder.appending(path: String(match.output.1)).path
      #expect(FileManager.default.fileExists(atPath: path), "\(match.output.1)")
    }
  }
}
