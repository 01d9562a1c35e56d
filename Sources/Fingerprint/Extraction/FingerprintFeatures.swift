// SPDX-License-Identifier: Apache-2.0

public import Biometrics
internal import Imaging

/// What extraction finds in one image; every coordinate is at 500 ppi.
public struct FingerprintFeatures: Sendable, Hashable {
  /// Pixels per row of the image.
  public let width: Int
  /// Rows of the image.
  public let height: Int
  /// Best first, at most 255.
  public let minutiae: [Minutia]
  /// Ridge orientation on blocks of 16 px.
  public let orientation: OrientationField?
  /// Ridges as one bit per 2x2 px.
  public let ridges: RidgeMap?
  /// Mean distance of ridges in pixels.
  public let ridgePeriod: Float
  /// Area that shows fingerprint, in square millimetres.
  public let foregroundArea: Float

  /// The template for comparison, with all maps.
  public func template(
    position: FingerPosition = .unknown, impression: ImpressionType = .liveScanPlain,
    quality: UInt8? = nil
  ) -> FingerprintTemplate? {
    let minutiae = MinutiaeTemplate(
      width: width, height: height, resolution: .standard, position: position,
      impression: impression, quality: quality, minutiae: minutiae)
    return minutiae.flatMap {
      FingerprintTemplate(minutiae: $0, orientation: orientation, ridges: ridges)
    }
  }

  init(of w: ExtractionWorkspace) {
    width = w.width
    height = w.height
    minutiae = w.minutiae
    orientation = FeatureMaps.orientation(w)
    ridges = FeatureMaps.ridges(w)
    ridgePeriod = 1 / w.imageFrequency
    let side = Float(ExtractionWorkspace.cell) * 25.4 / 500
    var cells = 0
    for y in 0..<w.rows {
      for x in 0..<w.columns { cells += Int(w.mask[x, y]) }
    }
    foregroundArea = Float(cells) * side * side
  }
}
