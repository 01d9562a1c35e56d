// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Testing

@Suite("Finger positions")
struct FingerPositionTests {
  @Test("A position's name reads back as the same position", arguments: FingerPosition.allCases)
  func nameRoundTrip(position: FingerPosition) {
    #expect(FingerPosition(name: position.name) == position)
  }

  @Test("The ten fingers have the codes 1 to 10 in card order")
  func cardOrder() {
    #expect(FingerPosition.tenFingers.map(\.rawValue) == Array(1...10))
    #expect(FingerPosition.tenFingers.first == .rightThumb)
    #expect(FingerPosition.tenFingers.last == .leftLittle)
  }
}
