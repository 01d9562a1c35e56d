// SPDX-License-Identifier: Apache-2.0

/// Single-image measures of ISO/IEC 29794-6:2015, each by its own formula. What a measure could not
/// be taken from is 0.
public struct IrisMeasures: Sendable, Hashable {
  /// Share of the iris that no lid, lash or highlight hides, in per cent; 70 or more is good.
  public let usableArea: Float
  /// Contrast of iris and sclera, 0...100; more than 5 is good.
  public let irisScleraContrast: Float
  /// Contrast of iris and pupil, 0...100; 30 or more is good.
  public let irisPupilContrast: Float
  /// How round the pupil's edge is, 0...100; for information.
  public let pupilCircularity: Float
  /// Entropy of the grey levels in bits, 0...8; 6 or more is good.
  public let greyUtilisation: Float
  /// Radius of the iris in pixels; 80 or more is good.
  public let irisRadius: Float
  /// Radius of the pupil in per cent of that of the iris; 20 to 70 is good.
  public let pupilDilation: Float
  /// How near the centres of pupil and iris are, 0...100; 90 or more is good.
  public let concentricity: Float
  /// How far the iris is from the edges of the picture, 0...100; more than 80 is good.
  public let marginAdequacy: Float
  /// Power of the picture in the band of fine detail, 0...100; depends on the camera.
  public let sharpness: Float

  /// Usable area counted in whole per cent and the like: names as reports and scripts know them.
  public var named: [(name: String, value: Float)] {
    [
      ("usableArea", usableArea), ("irisScleraContrast", irisScleraContrast),
      ("irisPupilContrast", irisPupilContrast), ("pupilCircularity", pupilCircularity),
      ("greyUtilisation", greyUtilisation), ("irisRadius", irisRadius),
      ("pupilDilation", pupilDilation), ("concentricity", concentricity),
      ("marginAdequacy", marginAdequacy), ("sharpness", sharpness),
    ]
  }

  /// One number for the capture loop, 0...100: the product of how far each measure is on the way from
  /// useless to good, so that one bad measure cannot be made up for.
  public var score: Float {
    let parts = [
      Self.ramp(usableArea, from: 10, to: 85), Self.ramp(irisPupilContrast, from: 5, to: 45),
      Self.ramp(irisScleraContrast, from: 0, to: 12), Self.ramp(greyUtilisation, from: 4, to: 6.5),
      Self.ramp(irisRadius, from: 30, to: 100), Self.ramp(concentricity, from: 60, to: 92),
      Self.ramp(marginAdequacy, from: -60, to: 90), Self.ramp(sharpness, from: -1, to: 2),
      min(
        Self.ramp(pupilDilation, from: 10, to: 22), Self.ramp(pupilDilation, from: 85, to: 65)),
    ]
    return 100 * parts.reduce(1, *)
  }

  /// 0 at `from`, 1 at `to`, linear between.
  private static func ramp(_ value: Float, from: Float, to: Float) -> Float {
    min(max((value - from) / (to - from), 0), 1)
  }
}
