// SPDX-License-Identifier: Apache-2.0

import Foundation
import Imaging
import Testing

@Suite("Capture through the reference adapter")
struct AdapterTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  /// The reference adapter lies beside the program.
  private func capture(_ options: String) throws -> Program.Outcome {
    let adapter = Program.executable.dropLast("sinhtrac".count) + "ImageAdapter"
    return try Program.run(
      "capture finger --adapter '\(adapter) \(folder.path)' --out \(folder.path)/out.png \(options)"
    )
  }

  @Test("The final picture is the file, with all its pixels and its resolution")
  func picture() throws {
    try folder.writeRidges("plain-right-four.png")
    let outcome = try capture("--finger plain-right-four --at-once")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let captured = try ImageFile.read(path: folder.path + "/out.png")
    #expect(try ImageFile.read(path: folder.path + "/plain-right-four.png") == captured)
  }

  @Test("A slap is taken by itself as soon as the hand lies still")
  func slap() throws {
    let file = folder.path + "/plain-right-four.png"
    let sample = try Program.run(
      "capture finger --device samples --finger plain-right-four --out \(file)")
    #expect(sample.status == 0, "\(sample.errors)")
    let outcome = try capture("--finger plain-right-four --json")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let summary = try #require(Program.json(outcome.output) as? [String: Any])
    #expect(summary["settled"] as? Bool == true)
    #expect(try ImageFile.read(path: folder.path + "/out.png") == ImageFile.read(path: file))
  }

  @Test("A finger that the scanner cannot take ends with the exit code of devices")
  func unsuitable() throws {
    try folder.writeRidges("plain-right-four.png")
    let outcome = try capture("--finger plain-left-four")
    #expect(outcome.status == 4)
    #expect(outcome.errors.contains("[scanner-unsuitable]"))
  }

  @Test("What the adapter cannot read is told in its words")
  func unreadable() throws {
    try folder.writeTruncated("right-index.png")
    let outcome = try capture("")
    #expect(outcome.status == 4)
    #expect(outcome.errors.contains("no readable image of"))
  }
}
