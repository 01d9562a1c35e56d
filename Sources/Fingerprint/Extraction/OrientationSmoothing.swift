// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Orientation field from structure tensors: coherent places keep their own direction, incoherent
/// ones take the neighbours'.
public struct OrientationSmoothing: Sendable, Hashable {
  /// Cells; Gaussian over the tensors.
  public var fine: Float
  /// Cells; Gaussian over the resulting directions, weighted by coherence.
  public var wide: Float
  /// Weight of the wide field beside the fine one, which has length 0...1.
  public var wideWeight: Float

  /// Takes sigmas in cells.
  public init(fine: Float, wide: Float, wideWeight: Float) {
    self.fine = fine
    self.wide = wide
    self.wideWeight = wideWeight
  }

  /// Writes cosine, sine, coherence and angle of the normal; tensors outside `inside` do not count.
  func run(_ w: ExtractionWorkspace, _ inside: Plane<UInt8>, _ kernels: Kernels) {
    let (a, b, e) = (w.scratch[0], w.scratch[1], w.scratch[2])
    for y in 0..<w.rows {
      let counts = inside.row(y)
      for (out, tensor) in [(a, w.tensorA), (b, w.tensorB), (e, w.tensorE)] {
        let (to, from) = (out.row(y), tensor.row(y))
        for x in 0..<w.columns { to[x] = counts[x] != 0 ? from[x] : 0 }
      }
    }
    for plane in [a, b, e] { plane.smooth(sigma: fine, scratch: w.gaussian, kernels) }
    for y in 0..<w.rows { divideByEnergy(y, w) }
    if wideWeight > 0 { addWideField(w, inside, kernels) }
    for y in 0..<w.rows {
      kernels.extraction.orient(
        count: w.columns, x: a.row(y), y: b.row(y), cosine: w.cosine.row(y), sine: w.sine.row(y),
        angle: w.angle.row(y))
    }
  }

  private func divideByEnergy(_ y: Int, _ w: ExtractionWorkspace) {
    let (a, b, e) = (w.scratch[0].row(y), w.scratch[1].row(y), w.scratch[2].row(y))
    let coherence = w.coherence.row(y)
    for x in 0..<w.columns {
      let inverse = e[x] > 1e-9 ? 1 / e[x] : 0
      a[x] *= inverse
      b[x] *= inverse
      coherence[x] = (a[x] * a[x] + b[x] * b[x]).squareRoot()
    }
  }

  private func addWideField(
    _ w: ExtractionWorkspace, _ inside: Plane<UInt8>, _ kernels: Kernels
  ) {
    for (near, far) in [(w.scratch[0], w.scratch[3]), (w.scratch[1], w.scratch[4])] {
      for y in 0..<w.rows {
        let (counts, from, to) = (inside.row(y), near.row(y), far.row(y))
        for x in 0..<w.columns { to[x] = counts[x] != 0 ? from[x] : 0 }
      }
      far.smooth(sigma: wide, scratch: w.gaussian, kernels)
      for y in 0..<w.rows {
        let (from, to) = (far.row(y), near.row(y))
        for x in 0..<w.columns { to[x] += wideWeight * from[x] }
      }
    }
  }
}
