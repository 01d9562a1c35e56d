// SPDX-License-Identifier: Apache-2.0

/// Smooth random surface over the plane: hashed lattice values joined by cubic steps (value noise,
/// Perlin 1985), about -1...1, mean 0.
///
/// It is a pure function of seed and place, so that what belongs to the skin stays on the skin
/// however an impression is placed.
public struct ValueNoise: Sendable {
  private let seed: UInt64
  private let frequency: Double

  /// Takes the lattice spacing in the unit of the coordinates; blobs are about that wide.
  public init(seed: UInt64, spacing: Double) {
    self.seed = seed
    frequency = 1 / spacing
  }

  /// The surface at a place, -1...1.
  public func callAsFunction(_ x: Double, _ y: Double) -> Double {
    let (u, v) = (x * frequency, y * frequency)
    let (column, row) = (u.rounded(.down), v.rounded(.down))
    let (fx, fy) = (Self.step(u - column), Self.step(v - row))
    let (i, j) = (Int(column), Int(row))
    let top = Self.mix(value(i, j), value(i &+ 1, j), fx)
    let bottom = Self.mix(value(i, j &+ 1), value(i &+ 1, j &+ 1), fx)
    return Self.mix(top, bottom, fy)
  }

  private func value(_ i: Int, _ j: Int) -> Double {
    var h = seed ^ (UInt64(bitPattern: Int64(i)) &* 0x9E37_79B9_7F4A_7C15)
    h ^= UInt64(bitPattern: Int64(j)) &* 0xC2B2_AE3D_27D4_EB4F
    h = (h ^ (h >> 29)) &* 0xBF58_476D_1CE4_E5B9
    h = (h ^ (h >> 32)) &* 0x94D0_49BB_1331_11EB
    h ^= h >> 31
    return Double(h >> 11) * 0x1p-52 - 1
  }

  private static func step(_ t: Double) -> Double { t * t * (3 - 2 * t) }
  private static func mix(_ a: Double, _ b: Double, _ t: Double) -> Double { a + (b - a) * t }
}
