// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Fits the limbus circle at full resolution: a path that trusts the sides of the iris, and a robust
/// circle whose vertical shift is held back, as lids hide what would determine it.
struct LimbusContour: Sendable, Hashable {
  /// Ring searched about the limbus, as shares of its radius: first and second pass.
  var spans: [Float] = [0.17, 0.1]
  /// Largest step in tones that counts.
  var clamp: Float = 40
  /// Pull to the middle of the ring, in tones a pixel.
  var pull: Float = 0.06
  /// Weight of directions in the path: beside the pupil, above beside, where lashes hang, below
  /// beside, towards the lids.
  var pathWeights: Sides = Sides(lateral: 1, high: 0.6, low: 0.6, lid: 0.15)
  /// Weight of directions in the circle.
  var fitWeights: Sides = Sides(lateral: 1, high: 0.15, low: 0.4, lid: 0.02)
  /// Deviation in pixels at which a direction counts half in the circle.
  var fitScale: Float = 2
  /// Radii, in pixels, between which a step is taken to either side: the limbus is soft.
  static let gap = 3

  /// Weights by direction.
  struct Sides: Sendable, Hashable {
    var lateral, high, low, lid: Float

    func weight(_ direction: Int) -> Float {
      let across = abs(Directions.cosines[direction])
      if across > 0.7 { return Directions.sines[direction] < -0.42 ? high : lateral }
      return across > 0.5 && Directions.sines[direction] > 0 ? low : lid
    }
  }

  /// The circle; nil where none fits.
  func trace(
    _ start: Circle, in crop: EyeCrop, _ w: ContourScratch, _ kernels: any IrisKernels
  ) -> Circle? {
    let weights = (0..<Directions.count).map(fitWeights.weight)
    let fit = CircleFit(rounds: 3, scale: fitScale, holdX: 0, holdY: 3)
    var circle = start
    for span in spans {
      let first = max(Self.gap, Int(circle.radius * (1 - span)))
      let count = Int(circle.radius * (1 + span)) + 3 - first
      guard count > 2 else { return nil }
      w.window.unroll(
        crop, around: circle, first: first - Self.gap, count: count + 2 * Self.gap, kernels)
      fillGains(w, count)
      let radii = w.path.find(kernels).map { Float($0 + first) }
      guard let found = fit.solve(radii, weights: weights), found.radius > 4 else { return nil }
      circle.x += found.x
      circle.y += found.y
      circle.radius = found.radius
    }
    return circle
  }

  private func fillGains(_ w: ContourScratch, _ count: Int) {
    w.path.layOut(count)
    let most = Int32(clamp * ContourPath.unit)
    let pulls = (0..<count).map {
      Int32(pull * ContourPath.unit * abs(Float($0) - Float(count) / 2))
    }
    for direction in 0..<Directions.count {
      let (ray, gain) = (w.window.ray(direction), w.path.gain(direction))
      let weight = Int32(pathWeights.weight(direction) * 256)
      for i in 0..<count {
        let outside = Int32(ray[i &+ 6]) &+ Int32(ray[i &+ 5]) &+ Int32(ray[i &+ 4])
        let step = outside &- Int32(ray[i &+ 2]) &- Int32(ray[i &+ 1]) &- Int32(ray[i])
        gain[i] = (min(max(step, 0), most) &- pulls[i]) &* weight >> 8
      }
    }
  }
}
