// SPDX-License-Identifier: Apache-2.0

/// Contrast between iris and sclera: `100 |S - I| / (S + I - 2 P)` of median grey; 0 where the pupil
/// is not darker than the iris.
enum IrisScleraContrast {
  /// The sclera is looked for between these radii, in radii of the iris, and the iris between the
  /// middle of its ring and the third one.
  static let sclera: ClosedRange<Float> = 1.1...1.2
  static let irisEnd: Float = 0.9

  static func value(sclera: Float, iris: Float, pupil: Float) -> Float {
    guard pupil < iris, sclera + iris > 2 * pupil else { return 0 }
    return min(100, 100 * abs(sclera - iris) / (sclera + iris - 2 * pupil))
  }
}

/// Contrast between iris and pupil: Weber's ratio `w = |I - P| / (20 + P)` of median grey, brought to
/// 0...100 by `100 w / (0.75 + w)`.
enum IrisPupilContrast {
  /// The iris is looked at from this radius on, in radii of the pupil, to the middle of its ring.
  static let irisStart: Float = 1.1
  /// Share of the pupil's radius that counts as its inside.
  static let inside: Float = 0.8

  static func value(iris: Float, pupil: Float) -> Float {
    let ratio = abs(iris - pupil) / (20 + pupil)
    return 100 * ratio / (0.75 + ratio)
  }
}

/// Medians of grey, from a histogram.
struct GreyMedian {
  private var counts = InlineArray<256, Int32>(repeating: 0)
  private var total: Int32 = 0

  mutating func add(_ grey: UInt8, weight: Int32 = 1) {
    counts[Int(grey)] &+= weight
    total &+= weight
  }

  /// Nil where nothing was added.
  var value: Float? {
    guard total > 0 else { return nil }
    var passed: Int32 = 0
    for grey in counts.indices {
      passed += counts[grey]
      if 2 * passed >= total { return Float(grey) }
    }
    return nil
  }
}
