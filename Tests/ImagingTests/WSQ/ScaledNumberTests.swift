// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Imaging

@Suite("Scaled numbers of WSQ headers")
struct ScaledNumberTests {
  @Test(
    "A number keeps as many digits as fit",
    arguments: [
      (0.44, 44000, 5), (161.4961875, 16150, 2), (0, 0, 0), (65535.4, 65535, 0), (1e9, 65535, 0),
      (6.5535, 65535, 4), (6.5536, 6554, 3), (1, 10000, 4), (0.000_012, 12000, 9),
    ] as [(Double, UInt32, UInt8)])
  func short(value: Double, mantissa: UInt32, exponent: UInt8) {
    let number = ScaledNumber(value, upTo: 65535)
    #expect(number.mantissa == mantissa && number.exponent == exponent)
  }

  @Test("Four bytes keep nine digits")
  func long() {
    let tap = FilterBank.standard.low[0]
    #expect(abs(ScaledNumber(tap, upTo: .max).value - tap) < 1e-9)
  }
}
