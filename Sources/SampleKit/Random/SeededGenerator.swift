// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Reproducible random numbers: xoshiro256** seeded through splitmix64 (Blackman and Vigna, 2018).
///
/// The same seed gives the same numbers in debug and release, on every processor and with every
/// version of the standard library, because nothing here calls its `random` functions.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)

  /// Takes any seed, zero included.
  public init(seed: UInt64) {
    var mixer = seed
    state = (
      Self.splitmix(&mixer), Self.splitmix(&mixer), Self.splitmix(&mixer), Self.splitmix(&mixer)
    )
  }

  /// An independent stream of the same seed for one purpose, so that a draw more in one place does
  /// not move the draws of another.
  public init(seed: UInt64, stream: Stream) {
    var mixer = seed ^ (stream.rawValue &* 0x9E37_79B9_7F4A_7C15)
    self.init(seed: Self.splitmix(&mixer))
  }

  /// The purposes that have random numbers of their own.
  public enum Stream: UInt64, Sendable {
    case pattern = 1
    case growth, skin, placement, contact, damage, sensor, applicant, patternClass, waver, dirt
    case iris, face, pose, lashes, lamps, camera
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    let result = Self.rotated(state.1 &* 5, by: 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = Self.rotated(state.3, by: 45)
    return result
  }

  /// A number in 0..<1 with 53 random bits.
  public mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A number between the two ends.
  public mutating func uniform(_ low: Double, _ high: Double) -> Double {
    low + (high - low) * unit()
  }

  /// A whole number from 0 to below `count`; 0 when `count` is not positive.
  public mutating func index(below count: Int) -> Int {
    count > 0 ? min(count - 1, Int(unit() * Double(count))) : 0
  }

  /// Whether an event of this probability (0...1) happens.
  public mutating func chance(_ probability: Double) -> Bool { unit() < probability }

  /// A normally distributed number (Marsaglia's polar method), cut at three deviations.
  public mutating func normal(mean: Double = 0, deviation: Double = 1) -> Double {
    while true {
      let (u, v) = (uniform(-1, 1), uniform(-1, 1))
      let s = u * u + v * v
      guard s > 0, s < 1 else { continue }
      let value = u * (-2 * Elementary.log(s) / s).squareRoot()
      if abs(value) <= 3 { return mean + deviation * value }
    }
  }

  private static func rotated(_ x: UInt64, by k: UInt64) -> UInt64 { (x << k) | (x >> (64 - k)) }

  private static func splitmix(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
