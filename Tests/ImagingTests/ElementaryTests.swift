// SPDX-License-Identifier: Apache-2.0

import Foundation
import Imaging
import Testing

@Suite("Elementary functions")
struct ElementaryTests {
  @Test("Sine and cosine agree with the C library to 1e-13")
  func sincos() {
    for k in -4000...4000 {
      let x = Double(k) * 0.0371
      let value = Elementary.sincos(x)
      #expect(abs(value.sin - Foundation.sin(x)) < 1e-13)
      #expect(abs(value.cos - Foundation.cos(x)) < 1e-13)
    }
  }

  @Test("The arc tangent agrees with the C library in every quadrant")
  func atan2() {
    for k in 0..<720 {
      let angle = Double(k) * 0.0087266 - 3.14
      for radius in [1e-6, 0.3, 1, 1e6] {
        let x = radius * Foundation.cos(angle)
        let y = radius * Foundation.sin(angle)
        #expect(abs(Elementary.atan2(y, x) - Foundation.atan2(y, x)) < 1e-14)
      }
    }
    #expect(Elementary.atan2(0, 0) == 0)
    #expect(Elementary.atan2(0, -1) == .pi)
  }

  @Test("Exponential and logarithm agree with the C library and undo each other")
  func exponential() {
    for k in -600...600 {
      let x = Double(k) * 0.9937
      let value = Elementary.exp(x)
      #expect(abs(value / Foundation.exp(x) - 1) < 1e-13)
      #expect(abs(Elementary.log(value) - x) < 1e-12)
    }
    #expect(Elementary.log(0).isNaN)
    #expect(Elementary.exp(-1000) == 0)
    #expect(abs(Elementary.asin(0.6) - Foundation.asin(0.6)) < 1e-15)
  }
}
