// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Which cells show fingerprint: first generously from the image, then by what the filter answered.
///
/// A strict first mask was the largest single mistake of the design's trials (twice the errors):
/// show the filter even bad areas and decide afterwards.
public struct ForegroundMask: Sendable, Hashable {
  /// Cells with at least this share of the 90th percentile of local deviation are candidates;
  /// 0.08 to 0.18 flat, 0.25 loses faint areas.
  public var deviationShare: Float = 0.12
  /// Grey; candidates have at least this local deviation.
  public var leastDeviation: Float = 4
  /// Cells; smoothing of deviation and tensor before the thresholds.
  public var smoothing: Float = 1.5
  /// Candidates have at least this coherence, 0...1; 0 flat, 0.2 loses 0.4 points.
  public var leastCoherence: Float = 0.10
  /// Grey; a flatter cell is saturated white or the world beyond the sensor. 2 is flat, 0 adds
  /// minutiae along the sensor's edge, which are the same for all fingers.
  public var flat: Float = 1
  /// Cells; smaller islands are dropped.
  public var leastIsland = 24
  /// Islands below this share of the largest are dropped: remains of the finger before. 0 to 0.3
  /// flat.
  public var islandShare: Float = 0.1
  /// Cells; smaller holes are filled.
  public var largestHole = 60
  /// Filter amplitude over local amplitude below this is no fingerprint. The touchiest number of
  /// all: 0.35 and 0.43 lose 0.3 and 0.5 points, 0.45 loses dry prints.
  public var leastTrust: Float = 0.40
  /// Root mean square response, in normalised grey, below this is no fingerprint; 0 to 0.3 flat.
  public var leastResponse: Float = 0.25

  /// Deviation below this share of the median of what is trusted is the ghost of an earlier finger
  /// or a sensor's texture. Tuned on the open sets: EER at level 3 was 1.03 % at 0, 0.67 at 0.25, 0.57
  /// at 0.4, 0.72 at 0.5 and 0.83 at 0.6; level 1 suffers from 0.5 on.
  public var leastContrast: Float = 0.35

  /// Fewer cells than this are no fingerprint: 2.6 mm x 2.6 mm hold five ridges.
  static let leastCells = 40

  /// The values that the product ships with.
  public init() {}

  /// The first mask, from deviation and coherence.
  func run(_ w: ExtractionWorkspace, _ kernels: Kernels) {
    let deviation = w.scratch[0]
    let inside = w.scratch[1]
    for y in 0..<w.rows { inside.row(y).update(repeating: 1, count: w.columns) }
    let tensor = [w.scratch[2], w.scratch[3], w.scratch[4]]
    for (smooth, plane) in zip(tensor, [w.tensorA, w.tensorB, w.tensorE]) {
      smooth.smooth(plane, sigma: smoothing, scratch: w.gaussian, kernels)
    }
    deviation.smooth(w.deviation, sigma: smoothing, scratch: w.gaussian, kernels)
    inside.smooth(sigma: smoothing, scratch: w.gaussian, kernels)
    for y in 0..<w.rows {
      for x in 0..<w.columns { deviation[x, y] /= inside[x, y] }
    }
    let threshold = max(leastDeviation, deviationShare * percentile(90, of: deviation, w))
    for y in 0..<w.rows {
      let (a, b, e) = (tensor[0].row(y), tensor[1].row(y), tensor[2].row(y))
      let mask = w.mask.row(y)
      let local = deviation.row(y)
      for x in 0..<w.columns {
        let coherent =
          a[x] * a[x] + b[x] * b[x] > leastCoherence * leastCoherence * e[x] * e[x]
        mask[x] = local[x] > threshold && coherent ? 1 : 0
      }
    }
    MaskCleaning(self).run(w, kernels)
  }

  /// The second mask: of the first, what the filter could explain.
  func keepTrusted(_ w: ExtractionWorkspace, _ kernels: Kernels) {
    let response = w.scratch[0]
    let total = w.scratch[1]
    response.smooth(w.response, sigma: smoothing, scratch: w.gaussian, kernels)
    total.smooth(w.total, sigma: smoothing, scratch: w.gaussian, kernels)
    let share = leastTrust * leastTrust
    let floor = 64 * leastResponse * leastResponse
    for y in 0..<w.rows {
      let mask = w.mask.row(y)
      let (answered, all) = (response.row(y), total.row(y))
      for x in 0..<w.columns {
        let trusted = answered[x] > share * (all[x] + 1) && answered[x] > floor
        mask[x] = trusted ? mask[x] : 0
      }
    }
    dropGhosts(w, kernels)
    MaskCleaning(self).run(w, kernels)
  }

  /// Cuts what is much fainter than the rest; normalisation has made it look like the rest.
  private func dropGhosts(_ w: ExtractionWorkspace, _ kernels: Kernels) {
    let contrast = w.scratch[0]
    contrast.smooth(w.deviation, sigma: smoothing, scratch: w.gaussian, kernels)
    let least = leastContrast * percentile(50, of: contrast, w) { w.mask[$0, $1] != 0 }
    for y in 0..<w.rows {
      let (mask, local) = (w.mask.row(y), contrast.row(y))
      for x in 0..<w.columns where local[x] < least { mask[x] = 0 }
    }
  }

  /// The value that `percent` of the chosen cells do not exceed; 0 when none is chosen.
  private func percentile(
    _ percent: Int, of plane: Plane<Float>, _ w: ExtractionWorkspace,
    where isChosen: (Int, Int) -> Bool = { _, _ in true }
  ) -> Float {
    let most = w.columns * w.rows
    if w.floats.count < most { w.floats = [Float](repeating: 0, count: most) }
    return w.floats.withUnsafeMutableBufferPointer { values in
      var count = 0
      for y in 0..<w.rows {
        let row = plane.row(y)
        for x in 0..<w.columns where isChosen(x, y) {
          values[count] = row[x]
          count += 1
        }
      }
      guard count > 0 else { return 0 }
      return OrderStatistic.select(count * percent / 100, of: values[..<count])
    }
  }
}
