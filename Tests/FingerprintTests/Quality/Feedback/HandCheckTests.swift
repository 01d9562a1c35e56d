// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Testing

@Suite("Wrong hand and wrong finger")
struct HandCheckTests {
  private func reason(_ scores: [FingerPosition: Double]) -> OperatorReason? {
    HandCheck.reason(declared: .rightIndex, scores: scores, threshold: 40)
  }

  @Test("A print that matches the other hand's finger and not its own is of the wrong hand")
  func otherHand() { #expect(reason([.leftIndex: 90, .rightIndex: 5]) == .wrongHand) }

  @Test("A print that matches another finger of the hand is of the wrong finger")
  func otherFinger() { #expect(reason([.rightMiddle: 90, .leftIndex: 50]) == .wrongFinger) }

  @Test("Nothing is said where the declared finger matches, or none does, or none is known")
  func silence() {
    #expect(reason([.rightIndex: 60, .leftIndex: 90]) == nil)
    #expect(reason([.rightIndex: 3, .leftIndex: 39]) == nil)
    #expect(reason([:]) == nil)
  }

  @Test("A slap's hand counts when its geometry is sure")
  func slap() {
    let reason = { HandCheck.reason(declared: .plainRightFour, decided: $0, confidence: $1) }
    #expect(reason(.plainLeftFour, 0.95) == .wrongHand)
    #expect(reason(.plainLeftFour, 0.5) == nil)
    #expect(reason(.plainRightFour, 1) == nil)
    #expect(reason(.plainThumbs, 1) == nil)
  }
}
