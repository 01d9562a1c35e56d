// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Foundation
import Imaging
import Testing

@testable import Fingerprint

/// The ten rolls of an inked card against the plain prints of the same card, cut out by hand.
@Suite("Rolled prints against slap segments")
struct RolledAgainstSlapTests {
  private static let card = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "../shared/data/fingerprint/tpcard")
  static let isPresent = FileManager.default.fileExists(atPath: card.path)

  /// Where each finger's plain print lies: file, then left, top, right and bottom in pixels.
  private static let plain: [(String, x: Range<Int>, y: Range<Int>)] = [
    ("fgp11_right_thumb_plain", 0..<392, 0..<1000),
    ("fgp13_right_four_plain", 100..<410, 470..<960),
    ("fgp13_right_four_plain", 400..<700, 20..<520),
    ("fgp13_right_four_plain", 780..<1070, 0..<450),
    ("fgp13_right_four_plain", 1210..<1500, 380..<770),
    ("fgp12_left_thumb_plain", 0..<412, 0..<1000),
    ("fgp14_left_four_plain", 1140..<1430, 140..<610),
    ("fgp14_left_four_plain", 780..<1050, 0..<345),
    ("fgp14_left_four_plain", 430..<745, 60..<580),
    ("fgp14_left_four_plain", 165..<410, 630..<940),
  ]

  @Test(
    "Each rolled finger is most like its own plain print",
    .enabled(
      if: isPresent, "SKIPPED: ../shared/data is absent, the ten-print card was not compared"))
  func matesRankFirst() throws {
    let rolled = try FileManager.default.contentsOfDirectory(atPath: Self.card.path)
      .filter { $0.hasSuffix("_rolled.png") }.sorted().map { file in
        try Self.index(Self.image(String(file.dropLast(4))))
      }
    let plain = try Self.plain.map { segment in
      try Self.index(Self.image(segment.0).cut(segment.x, segment.y))
    }
    #expect(rolled.count == 10)
    let workspace = ComparisonWorkspace()
    for (finger, probe) in rolled.enumerated() {
      let scores = plain.map {
        Comparator().compare(probe, $0, workspace: workspace).score
      }
      let best = scores.indices.max { scores[$0] < scores[$1] }
      #expect(best == finger, "roll \(finger + 1): \(scores)")
    }
  }

  private static func image(_ name: String) throws -> GrayImage {
    let path = card.appending(path: "\(name).png").path
    return try ImageFile.decode(Array(#require(FileManager.default.contents(atPath: path))))
  }

  private static func index(_ image: GrayImage) throws -> TemplateIndex {
    TemplateIndex(try #require(try Prints.extract(image).template()))
  }
}

extension GrayImage {
  /// The pixels of a rectangle inside the image.
  fileprivate func cut(_ x: Range<Int>, _ y: Range<Int>) throws -> GrayImage {
    let rows = y.flatMap { row in
      pixels[(row * width + x.lowerBound)..<(row * width + x.upperBound)]
    }
    return try #require(
      GrayImage(width: x.count, height: y.count, pixels: rows, resolution: resolution))
  }
}
