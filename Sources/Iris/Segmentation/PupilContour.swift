// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Traces the pupil's edge at full resolution.
///
/// The path of greatest steps gives a reference circle, in which the upper lid's side hardly counts;
/// deviations from it are bounded and kept as a few harmonics. An ellipse as reference is worse: it
/// follows lashes.
struct PupilContour: Sendable, Hashable {
  /// Ring searched about the pupil, as shares of its radius: first and second pass.
  var spans: [Float] = [0.3, 0.15]
  /// Largest step in tones that counts.
  var clamp: Float = 45
  /// Pull to the middle of the ring, in tones for each radius of the pupil.
  var pull: Float = 0.9
  /// Share of a step that counts on the upper lid's side.
  var underLidGain: Float = 0.5
  /// Weight of the upper lid's side in the circle. 1 in place of 0.1 took MMU2 from 2.7 to 7.7 %
  /// equal error rate.
  var underLidWeight: Float = 0.05
  /// Deviation at which a direction counts half in the circle, as a share of the radius.
  var fitScale: Float = 0.04
  /// Deviation that is halved, as a share of the radius; larger ones shrink further. Pupils after
  /// surgery need more.
  var bendScale: Float = 0.08
  /// Harmonics of the deviations that are kept.
  var harmonics = 6
  /// Pixels that the edge lies outside of where it is found: tones are logarithmic, and an edge is
  /// steepest there on its dark side.
  var outwards: Float = 0.5
  /// Radii, in pixels, between which a step is taken to either side.
  static let gap = 2
  /// Smallest radius in pixels.
  static let leastRadius: Float = 3

  /// The circle and the edge; nil where no circle fits.
  func trace(
    _ start: Circle, in crop: EyeCrop, _ w: ContourScratch, _ kernels: any IrisKernels
  ) -> (circle: Circle, radii: [Float])? {
    let weights = (0..<Directions.count).map { Directions.isUnderLid($0) ? underLidWeight : 1 }
    var circle = start
    var radii: [Float] = []
    var solution = CircleFit.Solution(radius: 0, x: 0, y: 0)
    for span in spans {
      let first = max(3, Int(circle.radius * (1 - span)))
      let count = Int(circle.radius * (1 + span)) + 3 - first
      guard count > 2 else { return nil }
      w.window.unroll(
        crop, around: circle, first: first - Self.gap, count: count + 2 * Self.gap, kernels)
      fillGains(w, radius: circle.radius, count)
      radii = w.path.find(kernels).map { Float($0 + first) }
      let fit = CircleFit(
        rounds: 4, scale: max(1, circle.radius * fitScale), holdX: 4, holdY: 4)
      guard let found = fit.solve(radii, weights: weights), found.radius > Self.leastRadius else {
        return nil
      }
      circle.x += found.x
      circle.y += found.y
      circle.radius = found.radius
      solution = found
    }
    circle.radius += outwards
    return (circle, smooth(radii, solution).map { $0 + outwards })
  }

  private func fillGains(_ w: ContourScratch, radius: Float, _ count: Int) {
    w.path.layOut(count)
    let most = Int32(clamp * ContourPath.unit)
    let slope = pull * ContourPath.unit / radius
    let pulls = (0..<count).map { Int32(slope * abs(Float($0) - Float(count) / 2)) }
    for direction in 0..<Directions.count {
      let (ray, gain) = (w.window.ray(direction), w.path.gain(direction))
      let under = Directions.isUnderLid(direction)
      for i in 0..<count {
        let outside = Int32(ray[i &+ 4]) &+ Int32(ray[i &+ 3])
        let step = outside &- Int32(ray[i &+ 1]) &- Int32(ray[i])
        let held = min(max(step, 0), most)
        let weighted = under ? Int32(Float(held) * underLidGain) : held
        gain[i] = weighted &- pulls[i]
      }
    }
  }

  /// Radius plus the low harmonics of the bounded deviations.
  private func smooth(_ radii: [Float], _ circle: CircleFit.Solution) -> [Float] {
    let scale = max(1, circle.radius * bendScale)
    let share = underLidWeight.squareRoot()
    let deviations = (0..<Directions.count).map { direction in
      let off = radii[direction] - circle.radius(direction)
      let held = off / (1 + (off / scale) * (off / scale))
      return Directions.isUnderLid(direction) ? held * share : held
    }
    var edge = [Float](repeating: circle.radius, count: Directions.count)
    for harmonic in 0...harmonics {
      var (even, odd): (Float, Float) = (0, 0)
      for i in 0..<Directions.count {
        even += deviations[i] * Directions.cosines[i * harmonic & 255]
        odd += deviations[i] * Directions.sines[i * harmonic & 255]
      }
      let norm = (harmonic == 0 ? 1 : 2) / Float(Directions.count)
      for i in 0..<Directions.count {
        edge[i] +=
          norm
          * (even * Directions.cosines[i * harmonic & 255]
            + odd * Directions.sines[i * harmonic & 255])
      }
    }
    return edge
  }
}

/// The workspace of contour tracing.
final class ContourScratch {
  let window = PolarWindow()
  let path = ContourPath()
}
