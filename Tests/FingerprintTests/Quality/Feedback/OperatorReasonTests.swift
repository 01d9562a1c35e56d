// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Imaging
import SampleKit
import Testing

@Suite("Reasons for the operator")
struct OperatorReasonTests {
  private static let finger = MasterFinger(seed: 77, position: .rightIndex)

  /// On a platen large enough that only the fault can be seen.
  private func reasons(_ conditions: ImpressionConditions) throws -> [OperatorReason] {
    let scanner = ScannerModel.optical.resized(width: 480, height: 520)
    let impression = FingerImpression(of: Self.finger, on: scanner, conditions, seed: 5)
    let image = try Normalizer().normalize(impression.image)
    return try #require(PrintEvidence(image)).reasons()
  }

  @Test(
    "Each fault is told first",
    arguments: [
      (CaptureFault.dry, OperatorReason.tooDry), (.wet, .tooWet), (.pressedHard, .tooWet),
      (.light, .tooLight), (.smeared, .moved), (.doubled, .moved), (.tipOnly, .tipOnly),
      (.offCentre, .offCentre), (.rotated, .rotated), (.partial, .partial), (.ghost, .ghost),
    ])
  func faults(_ fault: CaptureFault, _ reason: OperatorReason) throws {
    #expect(try reasons(fault.conditions(seed: 5)).first == reason)
  }

  /// On glass that cuts some of them off.
  private func given(_ fault: CaptureFault, seed: UInt64) throws -> NormalizedImage {
    let finger = MasterFinger(seed: seed, position: .rightMiddle)
    let scanner = [ScannerModel.optical, .compact, .tall, .fine][Int(seed % 4)]
    return try Normalizer().normalize(
      FingerImpression(of: finger, on: scanner, fault.conditions(seed: seed), seed: seed).image)
  }

  @Test(
    "Moved and turned fingers are told on small glass too",
    arguments: [
      (CaptureFault.smeared, OperatorReason.moved), (.doubled, .moved), (.rotated, .rotated),
    ])
  func smallGlass(_ fault: CaptureFault, _ reason: OperatorReason) throws {
    let told = try (UInt64(62_000)..<62_008).map { seed in
      try PrintEvidence(given(fault, seed: seed))?.reasons().contains(reason) ?? false
    }
    #expect(told.count { $0 } >= 6, "\(told)")
  }

  @Test("A clean print raises none", arguments: 1...6)
  func clean(_ seed: Int) throws {
    #expect(try reasons(QualityGrade.excellent.conditions(seed: UInt64(seed))).isEmpty)
  }

  @Test("An empty platen has no evidence")
  func empty() throws {
    let image = try #require(
      NormalizedImage(
        width: 300, height: 300, pixels: [UInt8](repeating: 250, count: 90_000),
        origin: .init(resolution: .standard)))
    #expect(PrintEvidence(image) == nil)
  }

  @Test("Every reason has a code and words of its own in both languages")
  func words() {
    let reasons = OperatorReason.allCases
    #expect(Set(reasons.map(\.rawValue)).count == reasons.count)
    #expect(Set(reasons.map(\.english)).count == reasons.count)
    #expect(Set(reasons.map(\.vietnamese)).count == reasons.count)
    #expect(reasons == reasons.sorted())
  }
}
