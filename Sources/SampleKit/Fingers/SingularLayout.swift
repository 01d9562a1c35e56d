// SPDX-License-Identifier: Apache-2.0

/// Where the cores and deltas of a finger lie.
struct SingularLayout {
  private(set) var cores: [SkinPoint] = []
  private(set) var deltas: [SkinPoint] = []
  /// Height of the highest core, or of the pattern's middle.
  private(set) var crown = -20.0

  /// Draws places (1/500 inch, y down) for a class; the ranges keep to plain prints of adults, with the
  /// delta of a loop on the side that the loop does not open to.
  init(_ pattern: PatternClass, using draw: inout SeededGenerator) {
    crown = draw.uniform(-60, -20)
    let side = draw.uniform(-12, 12)
    switch pattern {
    case .arch:
      break
    case .tentedArch:
      cores = [SkinPoint(x: side, y: crown)]
      deltas = [SkinPoint(x: side + draw.uniform(-6, 6), y: crown + draw.uniform(60, 95))]
    case .leftLoop, .rightLoop:
      let sign: Double = pattern == .leftLoop ? 1 : -1
      cores = [SkinPoint(x: side, y: crown)]
      deltas = [
        SkinPoint(x: side + sign * draw.uniform(85, 145), y: crown + draw.uniform(85, 130))
      ]
    case .whorl:
      let gap = draw.uniform(18, 75)
      let lean = draw.uniform(-14, 14)
      cores = [SkinPoint(x: side, y: crown), SkinPoint(x: side + lean, y: crown + gap)]
      deltas = [
        SkinPoint(x: side - draw.uniform(105, 160), y: crown + gap + draw.uniform(60, 105)),
        SkinPoint(x: side + draw.uniform(105, 160), y: crown + gap + draw.uniform(60, 105)),
      ]
    }
  }
}
