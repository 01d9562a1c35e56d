// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// Orientation, frequency and confidence measured again on the filtered image, where they are clean.
public struct FieldRefinement: Sendable, Hashable {
  /// Cells; Gaussian over the energies that frequency is measured from; guess.
  public var frequencySmoothing: Float = 1.5
  /// Weight of the new frequency against the old; 0 and 1 lose 0.3 points.
  public var frequencyWeight: Float = 0.5
  /// Ratio; a frequency stays this near the image's; flat.
  public var frequencyRange: Float = 1.5
  /// Cells; Gaussian over the energies of the confidence; guess.
  public var confidenceSmoothing: Float = 1

  /// The values that the product ships with.
  public init() {}

  /// After the first pass.
  func run(_ w: ExtractionWorkspace, _ smoothing: OrientationSmoothing, _ kernels: Kernels) {
    updateFrequency(w, kernels)
    smoothing.run(w, w.active, kernels)
  }

  /// After the second pass: the same, and the share of local amplitude that the filter explained.
  func finish(_ w: ExtractionWorkspace, _ smoothing: OrientationSmoothing, _ kernels: Kernels) {
    run(w, smoothing, kernels)
    let (response, total) = (w.scratch[0], w.scratch[1])
    response.smooth(w.response, sigma: confidenceSmoothing, scratch: w.gaussian, kernels)
    total.smooth(w.total, sigma: confidenceSmoothing, scratch: w.gaussian, kernels)
    for y in 0..<w.rows {
      let (out, part, all) = (w.confidence.row(y), response.row(y), total.row(y))
      for x in 0..<w.columns { out[x] = (part[x] / (all[x] + 1)).squareRoot() }
    }
  }

  /// A wave's gradient energy is its energy times the square of the sine of its frequency.
  private func updateFrequency(_ w: ExtractionWorkspace, _ kernels: Kernels) {
    let (gradient, response) = (w.scratch[0], w.scratch[1])
    gradient.smooth(w.tensorE, sigma: frequencySmoothing, scratch: w.gaussian, kernels)
    response.smooth(w.response, sigma: frequencySmoothing, scratch: w.gaussian, kernels)
    for y in 0..<w.rows {
      kernels.extraction.blendFrequency(
        count: w.columns, gradient: gradient.row(y), response: response.row(y),
        low: w.imageFrequency / frequencyRange, high: w.imageFrequency * frequencyRange,
        weight: frequencyWeight, frequency: w.frequency.row(y))
    }
  }
}
