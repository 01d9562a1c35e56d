// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Foundation
import Imaging
import Testing

@Suite("sinhtrac convert")
struct ConvertTests {
  let folder: TestFolder

  init() throws { folder = try TestFolder() }

  @Test("A picture keeps its pixels and resolution through another lossless format")
  func lossless() throws {
    try folder.writeRidges("a.png")
    let path = folder.path
    let there = try Program.run("convert \(path)/a.png \(path)/a.pgm")
    let back = try Program.run("convert \(path)/a.pgm \(path)/b.png --ppi 500")
    #expect([there.status, back.status] == [0, 0])
    let first = try ImageFile.read(path: path + "/a.png")
    #expect(try ImageFile.read(path: path + "/b.png") == first)
  }

  @Test("A finger image goes to WSQ and back with its size and resolution, smaller at a lower rate")
  func wsq() throws {
    try folder.writeRidges("a.png")
    let path = folder.path
    let first = try ImageFile.read(path: path + "/a.png")
    var sizes: [Int] = []
    for rate in ["", " --rate 2.25"] {
      let there = try Program.run("convert \(path)/a.png \(path)/a.wsq\(rate)")
      let back = try Program.run("convert \(path)/a.wsq \(path)/b.png")
      #expect([there.status, back.status] == [0, 0])
      let second = try ImageFile.read(path: path + "/b.png")
      #expect(second.width == first.width && second.resolution == first.resolution)
      sizes.append(try Data(contentsOf: URL(filePath: path + "/a.wsq")).count)
    }
    #expect(sizes[0] < sizes[1])
  }

  @Test("WSQ is refused at 1000 ppi")
  func wsqAtThousand() throws {
    try folder.writeRidges("a.png")
    let path = folder.path
    let outcome = try Program.run("convert \(path)/a.png \(path)/a.wsq --ppi 1000")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("[unsupported-resolution]"))
  }

  @Test("A broken input leaves no output")
  func brokenInput() throws {
    try folder.writeTruncated("a.png")
    let outcome = try Program.run("convert \(folder.path)/a.png \(folder.path)/b.pgm")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("[truncated]"))
    #expect(folder.names() == ["a.png"])
  }

  @Test("An ending without a format is named with those that have one")
  func unknownEnding() throws {
    try folder.writeRidges("a.png")
    let outcome = try Program.run("convert \(folder.path)/a.png \(folder.path)/b.gif")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(".png"))
    #expect(folder.names() == ["a.png"])
  }

  @Test(
    "Options out of range end with 2",
    arguments: ["--rate 0", "--rate 9", "--quality 101", "--ppi 1"])
  func usage(option: String) throws {
    let outcome = try Program.run("convert a.png b.png \(option)")
    #expect(outcome.status == 2)
  }
}
