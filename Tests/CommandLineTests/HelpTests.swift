// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import sinhtrac

/// The command line is a contract: its help texts are kept as files, and a change shows in review.
///
/// After a wanted change, run the tests once with SINHTRAC_REWRITE_GOLDEN=1; CI refuses that.
@Suite("Help texts")
struct HelpTests {
  static let folder = Program.packageFolder.appending(path: "Tests/CommandLineTests/Help")
  static let verbs = Verbs.all.map { $0.joined(separator: " ") }

  static func golden(_ verb: String) -> URL {
    let name = verb.isEmpty ? "sinhtrac" : verb.replacing(" ", with: "-")
    return folder.appending(path: name + ".txt")
  }

  @Test("The help of a verb is the one in its golden file", arguments: verbs)
  func golden(verb: String) throws {
    let outcome = try Program.run("\(verb) --help")
    #expect(outcome.status == 0)
    let file = Self.golden(verb)
    if Golden.rewrites { try Data(outcome.output.utf8).write(to: file) }
    let kept = try? String(decoding: Data(contentsOf: file), as: UTF8.self)
    #expect(outcome.output == kept, "differs from \(file.path)")
  }

  @Test("There is no golden file without a verb")
  func noOrphans() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
    #expect(Set(files) == Set(Self.verbs.map { Self.golden($0).lastPathComponent }))
  }

  @Test("Every verb's help shows an example to start from", arguments: verbs)
  func examples(verb: String) throws {
    let outcome = try Program.run("\(verb) --help")
    #expect(outcome.output.contains("  sinhtrac \(verb)"))
  }
}
