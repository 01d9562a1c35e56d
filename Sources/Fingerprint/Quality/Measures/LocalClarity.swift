// SPDX-License-Identifier: Apache-2.0

/// LCS: how well the greys of ridges and valleys separate.
///
/// A block's value is 1 less the mean of two shares: pixels of valleys below the line, and pixels of
/// ridges at or above it. Blocks whose ridges or valleys have widths that no finger has get 0.
struct LocalClarity {
  static let bounds = [0, 0.70, 0.74, 0.77, 0.79, 0.81, 0.83, 0.85, 0.87]
  /// Widths are counted in units of 20 pixels.
  private static let widthUnit = 20.0
  /// Mean widths that ridges may have: 3 to 10 pixels.
  private static let ridgeWidths = 3 / widthUnit...10 / widthUnit
  /// Mean widths that valleys may have: 2 to 10 pixels.
  private static let valleyWidths = 2 / widthUnit...10 / widthUnit

  func value(_ profile: RidgeProfile, _ samples: UnsafePointer<UInt8>) -> Double {
    hasFingerWidths(profile) ? 1 - mixedShare(profile, samples) : 0
  }

  /// The first run is counted one position short and the last not at all.
  private func hasFingerWidths(_ profile: RidgeProfile) -> Bool {
    let transitions = profile.transitions()
    guard transitions.count > 0 else { return false }
    var (ridges, valleys) = (WidthMean(), WidthMean())
    var start = 1
    for i in 0..<transitions.count {
      let width = Double(transitions[i] - start) / Self.widthUnit
      if profile.isRidge(transitions[i] - 1) { ridges.add(width) } else { valleys.add(width) }
      start = transitions[i]
    }
    return Self.ridgeWidths.contains(ridges.mean) && Self.valleyWidths.contains(valleys.mean)
  }

  private func mixedShare(_ profile: RidgeProfile, _ samples: UnsafePointer<UInt8>) -> Double {
    let (positions, depth) = (TurnedProfile.positions, TurnedProfile.depth)
    let dark = darkPixels(profile.line, samples)
    var (lightRidge, darkValley, ridges) = (0, 0, 0)
    for p in 0..<positions {
      if profile.isRidge(p) {
        ridges += 1
        lightRidge += depth - Int(dark[p])
      } else {
        darkValley += Int(dark[p])
      }
    }
    let ridgeShare = Double(lightRidge) / Double(ridges * depth)
    let valleyShare = Double(darkValley) / Double((positions - ridges) * depth)
    return (ridgeShare + valleyShare) / 2
  }

  /// How many pixels of each position are below the line there. A grey is a whole number: it is below
  /// the line if it is below the next whole number above it.
  private func darkPixels(
    _ line: InlineArray<32, Double>, _ samples: UnsafePointer<UInt8>
  ) -> InlineArray<32, Int16> {
    let positions = TurnedProfile.positions
    var (limits, dark) = (Counts(repeating: 0), Counts(repeating: 0))
    for p in 0..<positions { limits[p] = Int16(min(max(line[p].rounded(.up), 0), 256)) }
    for d in 0..<TurnedProfile.depth {
      let greys = samples + positions * d
      for p in 0..<positions { dark[p] &+= Int16(greys[p]) < limits[p] ? 1 : 0 }
    }
    return dark
  }

  private typealias Counts = InlineArray<32, Int16>
}

/// A mean whose rounding is that of the reference: terms are added in fours, and the sum is multiplied
/// by the reciprocal of the count. Means of widths meet the limits exactly, so the last bit counts.
private struct WidthMean {
  private var total = 0.0
  private var inFour = 0
  private var count = 0
  private var rest = InlineArray<4, Double>(repeating: 0)

  mutating func add(_ value: Double) {
    rest[inFour] = value
    inFour += 1
    count += 1
    guard inFour == 4 else { return }
    total += rest[0] + rest[1] + rest[2] + rest[3]
    inFour = 0
  }

  /// 0 for no values.
  var mean: Double {
    var sum = total
    for i in 0..<inFour { sum += rest[i] }
    return count == 0 ? 0 : sum * (1 / Double(count))
  }
}
