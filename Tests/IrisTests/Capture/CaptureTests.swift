// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Imaging
import SampleKit
import Testing

@testable import Iris

@Suite struct CaptureTests {
  private func features(
    change: (inout EyeConditions) -> Void = { _ in }
  ) throws -> IrisFeatures {
    try IrisExtractor().extract(
      SyntheticEye.picture(50, change: change).image, workspace: IrisWorkspace())
  }

  @Test func `Without an eye that is what is told`() {
    #expect(CaptureFeedback.first(nil) == .noEye)
  }

  @Test func `A good picture needs no word`() throws {
    #expect(CaptureFeedback.first(try features { $0.upperLid = 0.95 }) == nil)
  }

  @Test func `The most important thing is told first`() throws {
    #expect(CaptureFeedback.first(try features { $0.radius = 74 }) == .comeCloser)
    #expect(CaptureFeedback.first(try features { $0.shiftX = 190 }) == .centreEye)
    #expect(CaptureFeedback.first(try features { $0.radius = 210 }) == .moveBack)
    #expect(CaptureFeedback.first(try features { $0.upperLid = 0.3 }) == .openWider)
    let good = try features { $0.upperLid = 0.95 }
    #expect(CaptureFeedback.first(good, highlights: 3) == .takeOffGlasses)
  }

  @Test(arguments: CaptureFeedback.allCases)
  func `Every code has words in both languages`(code: CaptureFeedback) {
    #expect(!code.english.isEmpty)
    #expect(!code.vietnamese.isEmpty)
    #expect(code.english != code.vietnamese)
  }

  @Test func `A mirrored picture gives the opposite vote`() throws {
    let image = SyntheticEye.picture(51, label: .right).image
    let mirrored = try #require(
      SyntheticEye.grey(640, 480) { image.pixels[$1 * 640 + 639 - $0] })
    let extractor = IrisExtractor()
    let workspace = IrisWorkspace()
    let vote = EyeSideVote(image, try extractor.extract(image, workspace: workspace).geometry)
    let other = EyeSideVote(
      mirrored, try extractor.extract(mirrored, workspace: workspace).geometry)
    #expect(vote.label == .right)
    #expect(other.label == .left)
  }

  @Test func `The same eye twice is caught, two eyes pass, and nothing is said of no iris`() throws
  {
    let comparator = IrisComparator()
    let right = try features()
    let again = try features { $0.seed = 99 }
    let left = try IrisExtractor().extract(
      SyntheticEye.picture(52).image, workspace: IrisWorkspace())
    #expect(EyePairCheck(comparator.compare(right.code, again.code)) == .sameEyeTwice)
    #expect(EyePairCheck(comparator.compare(right.code, left.code)) == .different)
    #expect(EyePairCheck(comparator.compare(right.code, .nothing)) == .undecided)
  }
}
