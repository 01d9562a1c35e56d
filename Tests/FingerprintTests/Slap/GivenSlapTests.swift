// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Imaging
import Testing

@Suite(
  "Slaps of real hands",
  .enabled(if: GivenSlap.areThere, "SKIPPED: shared data absent, labels of real slaps unchecked"))
struct GivenSlapTests {
  /// Pixels from a tip's middle that a box's middle may lie: half a finger's breadth.
  private static let near = 110.0

  @Test(
    "Every finger is boxed and named, and no box shows anything else",
    arguments: GivenSlap.fours + GivenSlap.thumbs)
  func labels(slap: GivenSlap) throws {
    let result = try segment(slap, as: slap.kind)
    #expect(result.found.map(\.position) == slap.kind.position.fingers.sortedByCode)
    for finger in result.found {
      let tip = try #require(slap.tips[finger.position])
      let offset = SIMD2(finger.box.x, finger.box.y) - tip
      #expect((offset * offset).sum().squareRoot() < Self.near, "\(finger.position.name)")
    }
  }

  @Test("Thumbs on clean glass raise no flag", arguments: GivenSlap.thumbs)
  func cleanThumbs(slap: GivenSlap) throws {
    #expect(try segment(slap, as: .thumbs).flags.isEmpty)
  }

  @Test("A hand declared as the other one is never passed", arguments: GivenSlap.fours)
  func otherHand(slap: GivenSlap) throws {
    let other: SlapKind = slap.kind == .rightFour ? .leftFour : .rightFour
    let result = try segment(slap, as: other)
    #expect(result.fingers == nil)
    #expect(result.flags.contains(.otherHand))
  }

  @Test("The geometry finds the hand by itself", arguments: GivenSlap.fours)
  func automatic(slap: GivenSlap) throws {
    let result = try segment(slap, as: .automatic)
    #expect(result.position == slap.kind.position)
    #expect(result.hand?.position == slap.kind.position)
  }

  @Test("A mirrored slap gives the mirrored fingers", arguments: GivenSlap.fours)
  func mirrored(slap: GivenSlap) throws {
    let image = try slap.normalized()
    let other: SlapKind = slap.kind == .rightFour ? .leftFour : .rightFour
    let straight = try segment(slap, as: slap.kind)
    let result = SlapSegmenter().segment(
      try #require(image.mirrored), as: SlapRequest(other), workspace: SlapWorkspace())
    for (finger, mirror) in zip(straight.found, result.found) {
      #expect(mirror.position.rawValue == Self.opposite(finger.position))
      #expect(abs(Double(image.width - 1) - finger.box.x - mirror.box.x) < 16)
    }
  }

  private static func opposite(_ position: FingerPosition) -> UInt8 {
    position.rawValue > 5 ? position.rawValue - 5 : position.rawValue + 5
  }

  private func segment(_ slap: GivenSlap, as kind: SlapKind) throws -> SlapSegmentation {
    SlapSegmenter().segment(
      try slap.normalized(), as: SlapRequest(kind), workspace: SlapWorkspace())
  }
}

extension [FingerPosition] {
  var sortedByCode: [FingerPosition] { sorted { $0.rawValue < $1.rawValue } }
}

extension NormalizedImage {
  /// Left and right exchanged.
  var mirrored: NormalizedImage? {
    let rows = (0..<height).flatMap { y in pixels[y * width..<(y + 1) * width].reversed() }
    return NormalizedImage(width: width, height: height, pixels: Array(rows), origin: origin)
  }
}
