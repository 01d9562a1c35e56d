// SPDX-License-Identifier: Apache-2.0

import Imaging
import Testing

@Suite("sinhtrac extract")
struct ExtractTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test("One image gives its template on standard output")
  func oneImage() throws {
    try folder.writeRidges("finger.png")
    let outcome = try Program.run("extract \(folder.path)/finger.png")
    #expect(outcome.status == 0)
    #expect(outcome.output.hasPrefix("{\n  \"format\": \"sinhtrac-minutiae-1\""))
    #expect(outcome.errors.isEmpty)
  }

  @Test("A bad image is reported with its code, and the others still come out")
  func badAmongGood() throws {
    try folder.writeRidges("a.png")
    try folder.writeBlank("blank.png")
    try folder.writeRidges("unknown.png", resolution: nil)
    try folder.writeTruncated("cut.png")
    try folder.writeRidges("z.png")
    let images = ["a", "blank", "unknown", "cut", "missing", "z"].map { "\(folder.path)/\($0).png" }
    let outcome = try Program.run(
      "extract \(images.joined(separator: " ")) --format xyt --out \(folder.path)/out")
    #expect(outcome.status == 1)
    #expect(folder.names("out") == ["a.xyt", "z.xyt"])
    let errors = outcome.errors.split(separator: "\n")
    let codes = ["no-fingerprint", "unknown-resolution", "truncated", "unreadable-file"]
    try #require(errors.count == codes.count)
    for (error, (image, code)) in zip(errors, zip(images[1...4], codes)) {
      #expect(error.contains(image))
      #expect(error.contains("[\(code)]"))
    }
    #expect(outcome.output.split(separator: "\n").count == 2)
  }

  @Test("An unknown resolution can be given")
  func givenResolution() throws {
    try folder.writeRidges("unknown.png", resolution: nil)
    let outcome = try Program.run("extract \(folder.path)/unknown.png --ppi 500")
    #expect(outcome.status == 0)
  }

  @Test("Several images without a folder give one JSON array, bad ones with their error")
  func jsonArray() throws {
    try folder.writeRidges("a.png")
    try folder.writeBlank("b.png")
    let outcome = try Program.run("extract \(folder.path)/a.png \(folder.path)/b.png")
    #expect(outcome.status == 1)
    let report = try Program.json(outcome.output)
    let entries = try #require(report as? [[String: Any]])
    #expect(entries.count == 2)
    #expect(entries[0]["template"] is [String: Any])
    #expect((entries[1]["error"] as? [String: String])?["code"] == "no-fingerprint")
  }

  @Test("Two images that would be written under one name are refused before any work")
  func sameName() throws {
    try folder.writeRidges("a.png")
    let image = "\(folder.path)/a.png"
    let outcome = try Program.run("extract \(image) \(image) --out \(folder.path)/out")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("[name-twice]"))
    #expect(folder.names() == ["a.png"])
  }

  @Test("A folder that cannot be made is reported, and nothing is written")
  func unwritableFolder() throws {
    try folder.writeRidges("a.png")
    let outcome = try Program.run("extract \(folder.path)/a.png --out /dev/null/x")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("[output-unwritable]"))
  }

  @Test("A trace keeps each stage, of several images in a folder each")
  func trace() throws {
    try folder.writeRidges("a.png")
    try folder.writeRidges("b.png")
    let path = folder.path
    let one = try Program.run("extract \(path)/a.png --trace \(path)/one")
    #expect(one.status == 0)
    let two = try Program.run("extract \(path)/a.png \(path)/b.png --trace \(path)/two")
    #expect(two.status == 0)
    #expect(folder.names("two") == ["a", "b"])
    #expect(folder.names("two/a") == folder.names("one"))
  }

  @Test(
    "Every instruction-set level gives the same bytes", arguments: Kernels.available.map(\.level))
  func levels(level: SIMDLevel) throws {
    try folder.writeRidges("a.png")
    let pinned = try Program.run("extract \(folder.path)/a.png --simd \(level.rawValue)")
    let chosen = try Program.run("extract \(folder.path)/a.png")
    #expect(pinned.status == 0)
    #expect(pinned.output == chosen.output)
  }

  @Test(
    "A wrong command line ends with 2 and says what to write",
    arguments: [
      ("extract", "Missing expected argument"),
      ("extract a.png b.png --format iso2011", "add --out DIR"),
      ("extract a.png --format iso2012", "iso2011"),
      ("extract a.png --ppi 5", "50 to 5000"),
      ("extract a.png --simd mmx", "baseline"),
      ("extract a.png --jobs 0", "1 to 1024"),
    ])
  func usage(arguments: String, hint: String) throws {
    let outcome = try Program.run(arguments)
    #expect(outcome.status == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains(hint))
  }
}
