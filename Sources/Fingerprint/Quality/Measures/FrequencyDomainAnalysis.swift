// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// FDA: how clearly the profile across the ridges shows one frequency.
///
/// A block's value is the amplitude of the strongest wave, with 0.3 times those beside it, over the
/// sum of all; 1 where the strongest wave is the block's width, as of a shade from side to side.
struct FrequencyDomainAnalysis {
  static let bounds = [0.268, 0.304, 0.33, 0.355, 0.38, 0.407, 0.44, 0.50, 1]
  /// Weight of the amplitudes beside the strongest.
  private static let besideWeight = 0.3

  private let waves = ProfileWaves()

  func value(_ sums: UnsafePointer<UInt16>) -> Double {
    let amplitudes = waves.amplitudes(sums)
    var peak = 2
    for k in 3...ProfileWaves.highest where amplitudes[k] > amplitudes[peak] { peak = k }
    // A wave of the block's width must stand out by more than rounding: the spectrum of a single
    // light line is flat, and NFIQ 2 takes its peak elsewhere.
    if amplitudes[1] >= amplitudes[peak] * (1 + 1e-9) { return 1 }
    let after = peak == ProfileWaves.highest ? peak - 1 : peak + 1
    let peakSum =
      amplitudes[peak] + Self.besideWeight * (amplitudes[peak - 1] + amplitudes[after])
    var total = 0.0
    for k in 1..<ProfileWaves.highest { total += amplitudes[k] }
    return peakSum / total
  }
}

/// Amplitudes of the waves that fit a whole number of times into a profile.
struct ProfileWaves {
  /// The shortest wave: two positions.
  static let highest = TurnedProfile.positions / 2

  private let cosines: [Double]
  private let sines: [Double]

  init() {
    let turns = (0..<TurnedProfile.positions).map {
      Elementary.sincos(2 * .pi * Double($0) / Double(TurnedProfile.positions))
    }
    cosines = turns.map(\.cos)
    sines = turns.map(\.sin)
  }

  /// Amplitudes of 1...16 waves at their own index; all exactly 0 for a constant profile.
  func amplitudes(_ sums: UnsafePointer<UInt16>) -> InlineArray<17, Double> {
    let count = TurnedProfile.positions
    var amplitudes = InlineArray<17, Double>(repeating: 0)
    // Differences to the first position, so that a constant profile has no rounding noise.
    let first = Int32(sums[0])
    for k in 1...Self.highest {
      var (real, imaginary) = (0.0, 0.0)
      for n in 1..<count {
        let value = Double(Int32(sums[n]) - first)
        real += value * cosines[(k * n) % count]
        imaginary += value * sines[(k * n) % count]
      }
      amplitudes[k] = (real * real + imaginary * imaginary).squareRoot()
    }
    return amplitudes
  }
}
