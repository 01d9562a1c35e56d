// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Imaging
import Testing

@Suite("sinhtrac segment")
struct SegmentTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test("A clean slap gives its fingers, each cut out at the slap's resolution")
  func clean() throws {
    try folder.writeSlap("slap.png")
    let outcome = try Program.run(
      "segment \(folder.path)/slap.png --as right4 --out \(folder.path)/out")
    #expect(outcome.status == 0, "\(outcome.output)")
    let fingers = ["right-index", "right-little", "right-middle", "right-ring"]
    #expect(folder.names("out") == fingers.map { $0 + ".png" })
    let cut = try ImageFile.read(path: "\(folder.path)/out/right-middle.png")
    #expect(cut.resolution?.isClose(to: .standard) == true)
    #expect((200...300).contains(cut.width) && (300...460).contains(cut.height))
  }

  @Test("JSON tells boxes, hand and flags in both languages")
  func json() throws {
    try folder.writeSlap("slap.png")
    let outcome = try Program.run("segment \(folder.path)/slap.png --as left4 --json")
    #expect(outcome.status == 3)
    let report = try #require(try Program.json(outcome.output) as? [String: Any])
    let flags = try #require(report["flags"] as? [[String: String]])
    #expect(flags.contains { $0["code"] == "other-hand" && $0["vietnamese"] != nil })
    #expect((report["hand"] as? [String: Any])?["position"] as? String == "plain-right-four")
    let fingers = try #require(report["fingers"] as? [[String: Any]])
    #expect(fingers.count == 4)
    #expect(fingers.allSatisfy { ($0["bounds"] as? [String: Int])?.count == 4 })
  }

  @Test("Fingers with a flag are written only after a person has looked")
  func reviewed() throws {
    try folder.writeSlap("slap.png", missing: [1])
    let line = "segment \(folder.path)/slap.png --as right4 --out \(folder.path)/out"
    let refused = try Program.run(line)
    #expect(refused.status == 3)
    #expect(refused.output.contains("flag fewer-fingers"))
    #expect(folder.names("out").isEmpty)
    #expect(try Program.run(line + " --reviewed").status == 0)
    #expect(folder.names("out").count == 3)
  }

  @Test("A missing finger that is declared is no doubt")
  func missing() throws {
    try folder.writeSlap("slap.png", missing: [1])
    let outcome = try Program.run(
      "segment \(folder.path)/slap.png --as right4 --missing right-middle")
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(!outcome.output.contains("right-middle"))
  }

  @Test("The hand is found when it is not said")
  func automatic() throws {
    try folder.writeSlap("slap.png")
    let outcome = try Program.run("segment \(folder.path)/slap.png --as auto")
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.output.hasPrefix("plain-right-four, 4 fingers\n"))
  }

  @Test("A trace keeps the stages, readable by the owner alone")
  func trace() throws {
    try folder.writeSlap("slap.png")
    let outcome = try Program.run(
      "segment \(folder.path)/slap.png --as right4 --trace \(folder.path)/trace")
    #expect(outcome.status == 0)
    #expect(
      folder.names("trace") == [
        "001-ridges.png", "002-blobs.png", "003-labels.png", "004-figures.json",
      ])
  }

  @Test(
    "A wrong command line ends with 2 and says what to write",
    arguments: [
      ("segment slap.png", "--as"),
      ("segment slap.png --as right5", "right4"),
      ("segment slap.png --as right4 --missing left-ring", "not on a right4 slap"),
      ("segment slap.png --as thumbs --missing left-thumb,right-thumb", "nothing to find"),
      ("segment slap.png --as right4 --missing ring", "--missing"),
      ("segment slap.png --as right4 --reviewed", "--out DIR"),
    ])
  func usage(arguments: String, hint: String) throws {
    let outcome = try Program.run(arguments)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(hint), "\(outcome.errors)")
  }
}
