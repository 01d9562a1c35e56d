// SPDX-License-Identifier: Apache-2.0

/// What a finger that moves leaves in its print.
///
/// A slide wipes out the ridges across its way and smooths those along it: contrast follows the
/// direction of the ridges, and what is left is clearer than any still print. A jump lays two prints
/// over each other, whose ridges cancel out in patches: grey, yet with a direction, amid clear ones.
/// Wet patches are dark instead of grey, and dry skin has no clear ridges.
struct MotionTraces {
  /// Share of the blocks within the finger that have half the contrast and a middle grey, 0...1.
  let faded: Double
  /// Change of contrast with the direction of the ridges, over the mean contrast.
  let swing: Double
  /// Mean coherence of the blocks with less than 0.6 and with more than 0.8 of the contrast of the
  /// clearest, 0...1; 0 where there are too few.
  let fadedCoherence, clearCoherence: Double
  /// How much one direction prevails in all gradients within the finger, 0...1.
  let anisotropy: Double
  /// Deviation of the clearest tenth of the blocks within the finger, grey levels.
  let clearest: Float

  /// Blocks that a mean of coherence needs.
  private static let leastBlocks = 8
  /// Blocks within its rim that a finger needs to leave the rim out.
  private static let leastInner = 20
  /// Middle grey, as shares of the way from dark to light.
  private static let middleGreys: ClosedRange<Float> = 0.2...0.8

  init(_ survey: BlockSurvey, _ region: FingerRegion, dark: Int, light: Int) {
    let blocks = Self.inner(survey, region)
    let deviations = blocks.map(\.deviation).sorted()
    let clearest = max(deviations.dropLast(deviations.count / 10).last ?? 1, 1)
    let (low, range) = (Float(dark), Float(max(light - dark, 1)))
    let grey = blocks.count {
      $0.deviation < 0.5 * clearest && Self.middleGreys.contains(($0.mean - low) / range)
    }
    faded = Double(grey) / Double(max(blocks.count, 1))
    swing = ContrastSwing(blocks, clearest: clearest).value
    fadedCoherence = Self.coherence(blocks.filter { $0.deviation < 0.6 * clearest })
    clearCoherence = Self.coherence(blocks.filter { $0.deviation > 0.8 * clearest })
    let tensor = blocks.reduce(SIMD2<Float>()) { $0 + $1.tensor }
    let energy = blocks.reduce(0) { $0 + $1.energy }
    anisotropy = energy > 0 ? Double((tensor * tensor).sum().squareRoot() / energy) : 0
    self.clearest = clearest
  }

  /// The blocks whose neighbours all show finger; all of the finger's where that leaves too few.
  private static func inner(
    _ survey: BlockSurvey, _ region: FingerRegion
  ) -> [BlockSurvey.Block] {
    let (columns, rows) = (survey.columns, survey.rows)
    let inside = region.isInside.indices.filter { region.isInside[$0] }
    let inner = inside.filter { index in
      let (x, y) = (index % columns, index / columns)
      for v in max(y - 1, 0)...min(y + 1, rows - 1) {
        for u in max(x - 1, 0)...min(x + 1, columns - 1)
        where !region.isInside[v * columns + u] { return false }
      }
      return true
    }
    return (inner.count < leastInner ? inside : inner).map { survey.blocks[$0] }
  }

  private static func coherence(_ blocks: [BlockSurvey.Block]) -> Double {
    guard blocks.count >= leastBlocks else { return 0 }
    return Double(blocks.reduce(0) { $0 + $1.coherence }) / Double(blocks.count)
  }
}

/// Contrast as a mean and one wave over the doubled direction of the ridges, by least squares.
private struct ContrastSwing {
  /// Height of the wave over the mean.
  let value: Double

  /// Coherence from which a block has a direction.
  private static let leastCoherence: Float = 0.3
  /// Blocks that a fit needs.
  private static let leastBlocks = 30
  /// Share of the blocks that is added to the wave's own weight: ridges of a single direction fix no
  /// wave.
  private static let damping = 0.02

  init(_ blocks: [BlockSurvey.Block], clearest: Float) {
    var (n, c, s, cc, ss, cs) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
    var (y, yc, ys) = (0.0, 0.0, 0.0)
    for block in blocks where block.coherence > Self.leastCoherence {
      let length = (block.tensor * block.tensor).sum().squareRoot()
      let (cosine, sine) = (Double(block.tensor.x / length), Double(block.tensor.y / length))
      let contrast = Double(block.deviation / clearest)
      (n, c, s) = (n + 1, c + cosine, s + sine)
      (cc, ss, cs) = (cc + cosine * cosine, ss + sine * sine, cs + cosine * sine)
      (y, yc, ys) = (y + contrast, yc + contrast * cosine, ys + contrast * sine)
    }
    guard Int(n) > Self.leastBlocks else {
      value = 0
      return
    }
    // The mean eliminated, two equations are left for the wave.
    let (a, b, d) = (
      cc - c * c / n + Self.damping * n, cs - c * s / n, ss - s * s / n + Self.damping * n
    )
    let (p, q) = (yc - c * y / n, ys - s * y / n)
    let determinant = a * d - b * b
    let (u, v) = ((p * d - q * b) / determinant, (q * a - p * b) / determinant)
    let mean = (y - u * c - v * s) / n
    value = (u * u + v * v).squareRoot() / max(mean, 0.05)
  }
}
