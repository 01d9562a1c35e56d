// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Imaging
import SampleKit

@testable import Iris

/// Synthetic eyes for tests.
enum SyntheticEye {
  static func picture(
    _ seed: UInt64, label: EyeLabel = .right, change: (inout EyeConditions) -> Void = { _ in }
  ) -> EyeImage {
    var conditions = EyeConditions()
    conditions.seed = seed
    change(&conditions)
    return EyeImage(of: MasterEye(seed: seed, label: label), conditions)
  }

  static func grey(_ width: Int, _ height: Int, _ grey: (Int, Int) -> UInt8) -> GrayImage? {
    let pixels = (0..<height).flatMap { y in (0..<width).map { x in grey(x, y) } }
    return GrayImage(width: width, height: height, pixels: pixels, resolution: nil)
  }
}
