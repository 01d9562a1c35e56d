// SPDX-License-Identifier: Apache-2.0

internal import Biometrics

/// Master fingers that the fingers of many slaps are cut from: growing one takes far longer than
/// printing it.
public struct FingerPool: Sendable {
  private let masters: [PatternClass: [MasterFinger]]
  /// Fingers of one person, which go before the pool.
  private let own: [FingerPosition: MasterFinger]

  /// Grows so many fingers of each pattern class; about 0.3 s each.
  public init(seed: UInt64, eachClass count: Int = 5) {
    var masters: [PatternClass: [MasterFinger]] = [:]
    for (index, pattern) in PatternClass.allCases.enumerated() {
      masters[pattern] = (0..<max(1, count)).map {
        MasterFinger(seed: seed &+ UInt64(index * 1000 + $0), pattern: pattern)
      }
    }
    self.masters = masters
    own = [:]
  }

  /// Takes the fingers of one person: every slap shows them.
  init(_ own: [FingerPosition: MasterFinger]) {
    masters = [:]
    self.own = own
  }

  /// A finger with a class as frequent as in nature; the same few skins come again, moved.
  func patch(for position: FingerPosition, using draw: inout SeededGenerator) -> SkinPatch {
    if let finger = own[position] {
      let shift = SkinPoint(x: draw.normal(deviation: 4), y: draw.normal(deviation: 6))
      return SkinPatch(raster: finger.raster, shift: shift, stretch: 1)
    }
    let pattern = PatternClass.natural(for: position, using: &draw)
    return patch(of: pattern, using: &draw)
  }

  /// The skin of a lower joint: ridges across the finger.
  func joint(using draw: inout SeededGenerator) -> SkinPatch {
    var patch = patch(of: .arch, using: &draw)
    patch.shift.y += 120
    return patch
  }

  private func patch(of pattern: PatternClass, using draw: inout SeededGenerator) -> SkinPatch {
    let choices = masters[pattern] ?? []
    let shift = SkinPoint(x: draw.normal(deviation: 8), y: draw.normal(deviation: 12))
    return SkinPatch(
      raster: choices.isEmpty ? nil : choices[draw.index(below: choices.count)].raster,
      shift: shift, stretch: draw.uniform(0.92, 1.1))
  }
}

/// A piece of a master finger's skin, moved and stretched.
struct SkinPatch {
  let raster: RidgeRaster?
  /// Place of the master under the middle of the print, 1/500 inch.
  var shift: SkinPoint
  let stretch: Double

  /// Ridge height at so many 1/500 inch from the middle of the print, -1...1.
  func ridge(_ x: Double, _ y: Double) -> Float {
    raster?.ridge(x * stretch + shift.x, y * stretch + shift.y) ?? 0
  }
}
