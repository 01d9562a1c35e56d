// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// What a synthetic eye's picture really shows.
public struct EyeTruth: Sendable, Hashable {
  /// A circle in pixels; (0, 0) is the centre of the first one.
  public struct Circle: Sendable, Hashable {
    /// Centre and radius in pixels.
    public let x, y, radius: Double
  }

  /// The pupil; its edge differs from the circle by less than 3 %.
  public let pupil: Circle
  /// The outer edge of the iris.
  public let limbus: Circle
  /// Share of the iris in the picture that no lid, lash or reflection hides, in per cent of all of
  /// it.
  public let usableArea: Double
  /// Which eye.
  public let label: EyeLabel
}
