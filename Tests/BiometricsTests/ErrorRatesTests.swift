// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Testing

@Suite struct ErrorRatesTests {
  @Test func `Scores that do not overlap never err`() throws {
    let rates = try #require(ErrorRates(genuine: [5, 4], impostor: [1, 2, 3]))
    #expect(rates.equalErrorRate == 0)
    #expect(rates.point(atFMR: 1e-3).threshold == 4)
    #expect(rates.point(atFMR: 1e-3).fnmr == 0)
  }

  @Test func `Rates of a hand-made list`() throws {
    let rates = try #require(
      ErrorRates(genuine: [1, 5, 6, 7], impostor: [0, 1, 2, 3, 4, 4.5, 5, 2.5]))
    // At 4.5: two of eight impostors match, one of four genuine pairs is lost.
    #expect(rates.equalErrorRate == 0.25)
    #expect(rates.point(atFMR: 0.13).fnmr == 0.25)
    #expect(rates.point(atFMR: 0.1).fnmr == 0.5)
    #expect(rates.point(atFMR: 0).threshold == 6)
  }

  @Test func `Lists without scores are refused`() {
    #expect(ErrorRates(genuine: [], impostor: [1]) == nil)
    #expect(ErrorRates(genuine: [1], impostor: [.nan]) == nil)
  }
}
