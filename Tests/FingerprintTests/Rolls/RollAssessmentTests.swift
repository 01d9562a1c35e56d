// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Foundation
import Imaging
import SampleKit
import Testing

@testable import Fingerprint

@Suite("Rolled prints")
struct RollAssessmentTests {
  @Test(
    "A finger rolled on glass or in ink is told from the same finger put down",
    arguments: [
      false, true,
    ])
  func rolledAndPlain(inInk: Bool) throws {
    let finger = MasterFinger(seed: 41, position: .rightMiddle)
    let scanner: ScannerModel = inInk ? .card : .fap45
    let conditions = ImpressionConditions()
    let plain = try assess(FingerImpression(of: finger, on: scanner, conditions, seed: 1).image)
    let roll = try assess(
      FingerImpression(of: finger, on: scanner, conditions.rolled(inInk: inInk), seed: 2).image)
    #expect(!plain.isRolled)
    #expect(plain.doubts() == [.plain] || plain.doubts().contains(.plain))
    #expect(roll.isRolled)
    #expect(!roll.doubts(plain: plain).contains(.notToTheNails))
  }

  @Test("A roll that ends before the nails is told")
  func narrow() throws {
    let finger = MasterFinger(seed: 42, position: .rightIndex)
    var conditions = ImpressionConditions().rolled(inInk: false)
    let whole = try assess(FingerImpression(of: finger, on: .fap45, conditions, seed: 3).image)
    conditions.contactAxes.x *= 0.72
    let half = try assess(FingerImpression(of: finger, on: .fap45, conditions, seed: 3).image)
    #expect(half.breadth < whole.breadth)
    #expect(!half.doubts().isEmpty)
  }

  @Test("A roll is held against the same finger's plain print")
  func againstPlain() {
    #expect(RollAssessment.doubt(breadth: 16, plain: 16) == .plain)
    #expect(RollAssessment.doubt(breadth: 18.4, plain: 16) == .notToTheNails)
    #expect(RollAssessment.doubt(breadth: 25, plain: 16) == nil)
  }

  @Test("Every doubt has words of its own in both languages")
  func words() {
    #expect(Set(RollDoubt.allCases.map(\.english)).count == RollDoubt.allCases.count)
    #expect(Set(RollDoubt.allCases.map(\.vietnamese)).count == RollDoubt.allCases.count)
  }

  @Test(
    "The ten rolls of a card are rolls, plain prints are not",
    .enabled(if: GivenSlap.areThere, "SKIPPED: shared data absent, real rolls unchecked"))
  func given() throws {
    let card = try files("tpcard")
    for path in card.filter({ $0.contains("_rolled") }) {
      #expect(try assess(ImageFile.read(path: path, resolution: .standard)).isRolled, "\(path)")
    }
    let plain = try card.filter { $0.contains("thumb_plain") } + files("plain_mates")
    for path in plain {
      // One of them shows no ridges at all.
      let image = try ImageFile.read(path: path, resolution: .standard)
      let measured = try? assess(image)
      #expect(measured?.isRolled != true, "\(path)")
    }
  }

  private func files(_ folder: String) throws -> [String] {
    let path = GivenSlap.folder.appending(path: folder).path
    return try FileManager.default.contentsOfDirectory(atPath: path).sorted()
      .filter { $0.hasSuffix(".png") }.map { "\(path)/\($0)" }
  }

  private func assess(_ image: GrayImage) throws -> RollAssessment {
    let normalized = try Normalizer().normalize(image)
    let features = try MinutiaExtractor().extract(normalized, workspace: ExtractionWorkspace())
    return try #require(RollAssessment(features, of: normalized.origin))
  }
}
