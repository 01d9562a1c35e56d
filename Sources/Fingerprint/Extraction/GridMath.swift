// SPDX-License-Identifier: Apache-2.0

internal import Imaging

extension Plane where Element == Float {
  /// Becomes `source`, or itself, smoothed with a Gaussian of `sigma` elements, cut at 2.5 sigma; zero
  /// outside. All are of one layout; neighbours in a row lie `step` elements apart.
  func smooth(
    _ source: Plane<Float>? = nil, sigma: Float, step: Int = 1, scratch: Plane<Float>,
    _ kernels: Kernels
  ) {
    let radius = max(1, Int((2.5 * sigma).rounded(.up)))
    withUnsafeTemporaryAllocation(of: Float.self, capacity: radius + 1) { half in
      guard let weights = half.baseAddress else { return }
      Self.gaussian(sigma: sigma, radius: radius, into: weights)
      kernels.extraction.gaussian(
        (source ?? self).row(0), scratch: scratch.row(0), to: row(0), width: width, height: height,
        stride: stride, step: step, half: weights, radius: radius)
    }
  }

  /// Value between cell centres at a pixel position, held at the edges of the grid.
  func atPixel(_ x: Float, _ y: Float) -> Float {
    let cell = Float(ExtractionWorkspace.cell)
    let u = (x - 3.5) / cell
    let v = (y - 3.5) / cell
    let u0 = u.rounded(.down)
    let v0 = v.rounded(.down)
    let tu = u - u0
    let tv = v - v0
    let left = min(max(Int(u0), 0), width - 1)
    let right = min(max(Int(u0) + 1, 0), width - 1)
    let upper = row(min(max(Int(v0), 0), height - 1))
    let lower = row(min(max(Int(v0) + 1, 0), height - 1))
    let top = upper[left] * (1 - tu) + upper[right] * tu
    let bottom = lower[left] * (1 - tu) + lower[right] * tu
    return top * (1 - tv) + bottom * tv
  }

  /// Weights of one half of a Gaussian with sum 1; five sigmas of the extractor and no other are in
  /// use, so the exponentials are few.
  private static func gaussian(
    sigma: Float, radius: Int, into half: UnsafeMutablePointer<Float>
  ) {
    var sum = 0.0
    for k in 0...radius {
      let distance = Double(k) / Double(sigma)
      let weight = Elementary.exp(-0.5 * distance * distance)
      half[k] = Float(weight)
      sum += k == 0 ? weight : 2 * weight
    }
    for k in 0...radius { half[k] /= Float(sum) }
  }
}
