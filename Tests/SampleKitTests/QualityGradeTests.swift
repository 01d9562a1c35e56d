// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography
import Imaging
import Testing

@testable import SampleKit

@Suite("Impressions of mixed quality")
struct QualityGradeTests {
  private static let finger = MasterFinger(seed: 31, pattern: .whorl, area: .middle)
  private static let small = ScannerModel.capacitive.resized(width: 180, height: 200)

  @Test("The worse the grade, the less of the ridges shows")
  func visibility() {
    var shares: [Double] = []
    for grade in [QualityGrade.excellent, .fair, .bad] {
      var total = 0.0
      for seed in UInt64(1)...4 {
        let truth = FingerImpression(
          of: Self.finger, on: Self.small, grade.conditions(seed: seed), seed: seed
        ).truth
        let all = truth.minutiae + truth.doubtful.filter { $0.kind != .other }
        total += all.map { Double($0.quality) }.reduce(0, +) / Double(max(1, all.count))
      }
      shares.append(total / 4)
    }
    #expect(shares[0] > shares[1])
    #expect(shares[1] > shares[2])
    #expect(shares[0] > 75)
  }

  @Test("A minutia under a blot of water is not asked for")
  func flooded() {
    var conditions = ImpressionConditions()
    conditions.moisture = 2
    let truth = FingerImpression(of: Self.finger, on: Self.small, conditions, seed: 1).truth
    #expect(truth.minutiae.isEmpty)
    #expect(!truth.doubtful.isEmpty)
  }

  @Test("A finger beside the glass leaves neither picture nor truth")
  func missed() {
    var conditions = ImpressionConditions()
    conditions.shift = SkinPoint(x: 2000, y: -3000)
    let impression = FingerImpression(of: Self.finger, on: Self.small, conditions, seed: 1)
    #expect(impression.truth.minutiae.isEmpty && impression.truth.doubtful.isEmpty)
    #expect(impression.image.pixels.allSatisfy { $0 > 150 })
  }

  @Test("Every finger of the mixed set comes in every grade, on scanners in turn")
  func mixedSet() {
    var grades: [QualityGrade] = []
    var scanners: Set<String> = []
    MixedQualitySet(seed: 1).forEach(count: 5) { grade, impression in
      grades.append(grade)
      scanners.insert(impression.scanner.name)
      #expect(impression.truth.minutiae.count >= 5)
    }
    #expect(grades == QualityGrade.allCases)
    #expect(scanners.count == 5)
  }

  @Test(
    "Pixels are the same in debug and release and on every processor",
    arguments: zip(
      QualityGrade.allCases, PatternClass.allCases))
  func golden(grade: QualityGrade, pattern: PatternClass) throws {
    let finger = MasterFinger(seed: 77, pattern: pattern, area: .middle)
    let impression = FingerImpression(
      of: finger, on: Self.small, grade.conditions(seed: 5), seed: 9)
    let digest = try SHA256.digest(of: impression.image.pixels).hexadecimal
    #expect(digest.prefix(16) == Self.goldens[grade.rawValue])
  }

  /// First digits of the SHA-256 of the pixels. They change with every change to the generator: raise
  /// `SampleManifest.currentGenerator` and make the samples anew with it.
  private static let goldens = [
    "41b1ecc231d904e4", "6db012b8e4b074b0", "23f2351340136a5d", "45b967bdcf9bfff5",
    "282847adb5081088",
  ]
}
