// SPDX-License-Identifier: Apache-2.0

/// What may be chosen about normalization.
public struct NormalizerParameters: Sendable, Hashable {
  /// Which lines of the image are ridges.
  public var polarity = Polarity.automatic
  /// How the automatic polarity decides.
  public var polarityFinding = PolarityParameters()
  /// Whether empty borders are cut off.
  public var cropsBorders = true
  /// What counts as an empty border.
  public var borders = BorderParameters()
  /// Share by which a resolution may differ from 500 ppi without being resampled; ISO/IEC 19794-4
  /// and the scanner certifications of the FBI (Appendix F) allow scanners 1 %.
  public var tolerance = 0.01
  /// Pixels per inch that are accepted. Below 250 a ridge has fewer than 5 pixels a period and half
  /// of the minutiae are lost; no finger scanner goes beyond 1200.
  public var pixelsPerInch = 250.0...1200.0
  /// Pixels of the shorter side. 64 at 500 ppi are 3.3 mm, fewer than ten ridges.
  public var minimumSide = 64
  /// Pixels of the longer side. 4000 at 1000 ppi are 10 cm, wider than four fingers.
  public var maximumSide = 4000
  /// Pixels of the result: 16 Mpx are what 4000x4000 at 500 ppi have; more would come from an image
  /// of 250 ppi that is larger than any slap.
  public var maximumPixels = 16_777_216

  /// The defaults.
  public init() {}
}
