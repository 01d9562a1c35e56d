// SPDX-License-Identifier: Apache-2.0

import Biometrics

/// Brings a finger image into the one form that every algorithm takes: 500 ppi, ridges dark, no empty
/// borders.
public struct Normalizer: Sendable {
  /// What may be chosen.
  public let parameters: NormalizerParameters

  /// Takes the parameters; the defaults suit images of any scanner.
  public init(parameters: NormalizerParameters = NormalizerParameters()) {
    self.parameters = parameters
  }

  /// Gives the image at 500 ppi with dark ridges.
  ///
  /// Places found on it count from the corner of what is left of the image; `origin` tells where
  /// they lie in the source.
  /// Takes an image of 64x64 to 4000x4000 pixels at 250 to 1200 ppi. A blank one comes through, as
  /// blank: to find no fingerprint is the extractor's business. The same image gives the same bytes
  /// on every machine; a negative gives the same as its positive.
  /// Throws `unknown-resolution`, `unsupported-resolution`, `too-small`, `too-large`.
  public func normalize(_ image: GrayImage) throws(ImageError) -> NormalizedImage {
    let resolution = try acceptedResolution(of: image)
    try checkSize(of: image, at: resolution)
    let cells = CellStatistics(image, pixelsPerInch: resolution.pixelsPerInch)
    let inverted = hasLightRidges(cells)
    let window = window(of: image, cells)
    let ratio = ratio(at: resolution)
    let origin = NormalizedImage.Origin(
      resolution: resolution, cropX: window.x, cropY: window.y, inverted: inverted,
      sourceWidth: image.width, sourceHeight: image.height, pixelsPerPixel: ratio)
    return try image.normalized(window, ratio: ratio, origin)
  }

  private func hasLightRidges(_ cells: CellStatistics) -> Bool {
    switch parameters.polarity {
    case .automatic: cells.hasLightRidges(parameters.polarityFinding)
    case .darkRidges: false
    case .lightRidges: true
    }
  }

  private func window(of image: GrayImage, _ cells: CellStatistics) -> PixelWindow {
    guard parameters.cropsBorders else {
      return PixelWindow(x: 0, y: 0, width: image.width, height: image.height)
    }
    return cells.window(of: image, parameters.borders, minimumSide: parameters.minimumSide)
  }

  /// Source pixels on one pixel of the result; 1 where nothing is resampled.
  private func ratio(at resolution: Resolution) -> Double {
    resolution.isClose(to: .standard, tolerance: parameters.tolerance)
      ? 1 : resolution.pixelsPerInch / Resolution.standard.pixelsPerInch
  }

  private func acceptedResolution(of image: GrayImage) throws(ImageError) -> Resolution {
    guard let resolution = image.resolution else {
      throw ImageError(
        .unknownResolution,
        "The image does not say its resolution, which cannot be guessed; give it with --ppi N.")
    }
    guard parameters.pixelsPerInch.contains(resolution.pixelsPerInch.rounded()) else {
      throw ImageError(
        .unsupportedResolution,
        "The image says \(resolution.pixelsPerInch) ppi; finger images of"
          + " \(Int(parameters.pixelsPerInch.lowerBound)) to"
          + " \(Int(parameters.pixelsPerInch.upperBound)) ppi are accepted. If that is not its"
          + " true resolution, give the true one with --ppi N.")
    }
    return resolution
  }

  private func checkSize(
    of image: GrayImage, at resolution: Resolution
  ) throws(ImageError) {
    let size = "The image has \(image.width)x\(image.height) pixels"
    let least = parameters.minimumSide
    guard min(image.width, image.height) >= least else {
      throw ImageError(.tooSmall, "\(size); a finger image has at least \(least)x\(least).")
    }
    let most = parameters.maximumSide
    let ratio = ratio(at: resolution)
    let pixels = Double(image.width * image.height) / (ratio * ratio)
    guard max(image.width, image.height) <= most, pixels <= Double(parameters.maximumPixels) else {
      throw ImageError(
        .tooLarge,
        "\(size) at \(resolution.pixelsPerInch) ppi; at most \(most)x\(most) pixels, and"
          + " \(parameters.maximumPixels) at 500 ppi, are accepted. Cut the finger out first.")
    }
  }
}

extension GrayImage {
  /// A window of the image with its ridges dark, copied or resampled; the whole image shares its
  /// pixels with the result where nothing changes.
  fileprivate func normalized(
    _ window: PixelWindow, ratio: Double, _ origin: NormalizedImage.Origin
  ) throws(ImageError) -> NormalizedImage {
    let resampler = ratio == 1 ? nil : Resampler(window: window, ratio: ratio)
    let pixels =
      resampler?.run(self, inverted: origin.inverted) ?? copy(window, inverted: origin.inverted)
    guard
      let result = NormalizedImage(
        width: resampler?.width ?? window.width, height: resampler?.height ?? window.height,
        pixels: pixels, origin: origin)
    else { throw ImageError(.tooLarge, "The image is too large at 500 ppi.") }
    return result
  }

  private func copy(_ window: PixelWindow, inverted: Bool) -> [UInt8] {
    if window.width == width, window.height == height, !inverted { return pixels }
    return [UInt8](unsafeUninitializedCapacity: window.width * window.height) { result, count in
      pixels.withUnsafeBufferPointer { source in
        for y in 0..<window.height {
          let start = (window.y + y) * width + window.x
          let row = source[start..<start + window.width]
          _ = result[(y * window.width)...].update(fromContentsOf: row)
        }
      }
      count = window.width * window.height
      if inverted { for i in 0..<count { result[i] ^= 255 } }
    }
  }
}
