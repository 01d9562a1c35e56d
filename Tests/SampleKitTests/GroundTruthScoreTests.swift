// SPDX-License-Identifier: Apache-2.0

import Biometrics
import SampleKit
import Testing

@Suite("Scores against ground truth")
struct GroundTruthScoreTests {
  private let truth = GroundTruth(
    minutiae: [minutia(20, 20, 10), minutia(26, 20, 350), minutia(100, 60, 200)],
    doubtful: [minutia(150, 150, 0)])

  @Test("The truth itself scores one")
  func perfect() {
    let score = GroundTruthScore(found: truth.minutiae, truth: truth)
    #expect(score.matched == 3 && score.missed == 0 && score.spurious == 0)
    #expect(score.recall == 1 && score.precision == 1)
  }

  @Test("Nothing found misses everything and errs in nothing")
  func empty() {
    let score = GroundTruthScore(found: [], truth: truth)
    #expect(score.missed == 3)
    #expect(score.recall == 0 && score.precision == 1)
  }

  @Test("One found minutia answers for one true one only")
  func oneToOne() {
    let score = GroundTruthScore(found: [minutia(23, 20, 0)], truth: truth)
    #expect(score.matched == 1 && score.missed == 2 && score.spurious == 0)
  }

  @Test("Pairs are chosen so that most can be formed")
  func largestAssignment() {
    // The first find is nearest to the second truth, which is the only one the second can have.
    let found = [minutia(25, 20, 0), minutia(33, 20, 345)]
    #expect(GroundTruthScore(found: found, truth: truth).matched == 2)
    #expect(GroundTruthScore(found: found.reversed(), truth: truth).matched == 2)
  }

  @Test(
    "Beyond 8 pixels or 20 degrees it is another minutia",
    arguments: [(100, 68, 200, 1), (100, 69, 200, 0), (100, 60, 220, 1), (100, 60, 221, 0)])
  func tolerances(x: Int, y: Int, angle: Int, matched: Int) {
    let score = GroundTruthScore(found: [minutia(x, y, angle)], truth: truth)
    #expect(score.matched == matched)
    #expect(score.spurious == 1 - matched)
  }

  @Test("Angles are compared around the turn")
  func wrapping() {
    let score = GroundTruthScore(found: [minutia(20, 20, 351), minutia(26, 20, 5)], truth: truth)
    #expect(score.matched == 2)
  }

  @Test("A find at a doubtful place counts neither way")
  func excused() {
    let score = GroundTruthScore(found: [minutia(155, 150, 90)], truth: truth)
    #expect(score.excused == 1 && score.spurious == 0 && score.precision == 1)
  }

  @Test("Found coordinates are scaled to the 500 ppi of the truth")
  func resolution() throws {
    let fine = try #require(Resolution(pixelsPerInch: 1000))
    let found = [minutia(200, 120, 200)]
    #expect(GroundTruthScore(found: found, at: fine, truth: truth).matched == 1)
    #expect(GroundTruthScore(found: found, truth: truth).matched == 0)
  }

  @Test("Counts of images add up")
  func sum() {
    let one = GroundTruthScore(found: truth.minutiae, truth: truth)
    let none = GroundTruthScore(found: [], truth: truth)
    #expect((one + none).recall == 0.5)
    #expect((one + .zero) == one)
  }
}

private func minutia(_ x: Int, _ y: Int, _ angle: Int) -> Minutia {
  Minutia(x: Float(x), y: Float(y), angle: Float(angle), kind: .ridgeEnding, quality: 50)
}
