// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// The skin of one synthetic finger: ridges at 1000 ppi and the exact minutiae in them.
///
/// Everything follows from the seed. `FingerImpression` takes images of it.
public struct MasterFinger: Sendable {
  /// What the finger was drawn from.
  public let seed: UInt64
  /// Its pattern class.
  public let pattern: PatternClass
  /// Which finger it is.
  public let position: FingerPosition
  /// Every minutia on it, exact by construction.
  public let minutiae: [SkinMinutia]
  /// Points around which the ridge direction turns by +180 degrees.
  public let cores: [SkinPoint]
  /// Points around which it turns by -180 degrees.
  public let deltas: [SkinPoint]

  let raster: RidgeRaster
  let pores: PoreMap

  /// Grows a finger; about 0.3 s in release for the area of an adult's finger from nail to nail.
  public init(
    seed: UInt64, pattern: PatternClass, position: FingerPosition = .unknown,
    area: FingerArea = .adult
  ) {
    let flow = RidgeFlow(pattern, seed: seed)
    let lattice = PhaseLattice.grown(along: flow, area: area, seed: seed)
    let raster = RidgeRaster(lattice)
    self.seed = seed
    self.pattern = pattern
    self.position = position
    self.raster = raster
    cores = flow.cores
    deltas = flow.deltas
    minutiae = MinutiaReader(raster: raster, singularities: cores + deltas).minutiae()
    pores = PoreMap(raster: raster, seed: seed)
  }

  /// Grows a finger with a class drawn from how often each occurs on that finger.
  public init(seed: UInt64, position: FingerPosition, area: FingerArea = .adult) {
    var draw = SeededGenerator(seed: seed, stream: .patternClass)
    let pattern = PatternClass.natural(for: position, using: &draw)
    self.init(seed: seed, pattern: pattern, position: position, area: area)
  }
}

/// How much skin a master finger has.
public struct FingerArea: Sendable, Hashable {
  /// Across the finger, 1/500 inch.
  public let width: Int
  /// Along the finger, 1/500 inch.
  public let height: Int

  /// From nail to nail and from the tip to the first crease of an adult: 27 by 34 mm.
  public static let adult = FingerArea(width: 536, height: 672)
  /// The middle only, for quick tests.
  public static let middle = FingerArea(width: 200, height: 240)

  /// Takes 1/500 inch; sides are rounded to whole lattice steps and kept within 64...1200.
  public init(width: Int, height: Int) {
    self.width = min(max(width, 64), 1200) / 8 * 8
    self.height = min(max(height, 64), 1200) / 8 * 8
  }
}
