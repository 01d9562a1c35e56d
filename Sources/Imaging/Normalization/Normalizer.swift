// SPDX-License-Identifier: Apache-2.0

import Biometrics

/// Brings a finger image into the one form that every algorithm takes: 500 ppi, ridges dark.
public struct Normalizer: Sendable {
  /// What may be chosen.
  public let parameters: NormalizerParameters

  /// Takes the parameters; the defaults suit images of any scanner.
  public init(parameters: NormalizerParameters = NormalizerParameters()) {
    self.parameters = parameters
  }

  /// Gives the image at 500 ppi with dark ridges.
  ///
  /// Takes an image of 64x64 to 4000x4000 pixels at 250 to 1200 ppi. A blank one comes through, as
  /// blank: to find no fingerprint is the extractor's business.
  /// Throws `unknown-resolution`, `unsupported-resolution`, `too-small`, `too-large`.
  public func normalize(_ image: GrayImage) throws(ImageError) -> NormalizedImage {
    let resolution = try acceptedResolution(of: image)
    try checkSize(of: image)
    let origin = NormalizedImage.Origin(resolution: resolution)
    guard
      let normalized = NormalizedImage(
        width: image.width, height: image.height, pixels: image.pixels, origin: origin)
    else { throw ImageError(.tooLarge, "The image is too large at 500 ppi.") }
    return normalized
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

  private func checkSize(of image: GrayImage) throws(ImageError) {
    let shorter = min(image.width, image.height)
    guard shorter >= parameters.minimumSide else {
      throw ImageError(
        .tooSmall,
        "The image has \(image.width)x\(image.height) pixels; a finger image has at least"
          + " \(parameters.minimumSide)x\(parameters.minimumSide).")
    }
    guard max(image.width, image.height) <= parameters.maximumSide else {
      throw ImageError(
        .tooLarge,
        "The image has \(image.width)x\(image.height) pixels; at most \(parameters.maximumSide)x"
          + "\(parameters.maximumSide) are accepted. Cut the finger out first.")
    }
  }
}
