// SPDX-License-Identifier: Apache-2.0

/// What a picture must have to be kept; start values of ISO/IEC 29794-6's recommendations.
public struct CaptureLimits: Sendable, Hashable {
  /// Radius of the iris in pixels: the least; 100 is better.
  public var irisRadius: Float = 80
  /// Usable area in per cent. Children: 50 to 60, with a mark in the record.
  public var usableArea: Float = 70
  /// See `IrisMeasures`.
  public var irisPupilContrast: Float = 30
  /// See `IrisMeasures`.
  public var irisScleraContrast: Float = 5
  /// See `IrisMeasures`.
  public var pupilDilation: ClosedRange<Float> = 20...70
  /// See `IrisMeasures`.
  public var marginAdequacy: Float = 80
  /// See `IrisMeasures`.
  public var concentricity: Float = 90
  /// See `IrisMeasures`.
  public var greyUtilisation: Float = 6
  /// Depends on the camera; the 5th percentile of accepted pictures is a good value.
  public var sharpness: Float = 50
  /// Large highlights outside the pupil that a picture may have; more come from glasses.
  public var highlights = 2

  /// The start values.
  public init() {}
}
