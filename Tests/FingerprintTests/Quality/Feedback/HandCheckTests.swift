// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Testing

@Suite("Wrong hand by geometry")
struct HandCheckTests {
  @Test("A slap's hand counts when its geometry is sure")
  func slap() {
    let reason = { HandCheck.reason(declared: .plainRightFour, decided: $0, confidence: $1) }
    #expect(reason(.plainLeftFour, 0.95) == .wrongHand)
    #expect(reason(.plainLeftFour, 0.5) == nil)
    #expect(reason(.plainRightFour, 1) == nil)
    #expect(reason(.plainThumbs, 1) == nil)
  }
}
