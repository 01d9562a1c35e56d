// SPDX-License-Identifier: Apache-2.0

/// One minutia: a point where a friction ridge ends or forks.
public struct Minutia: Sendable, Hashable {
  /// What the ridge does; raw values are the type codes of ISO/IEC 19794-2 and INCITS 378.
  public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
    case other = 0
    case ridgeEnding = 1
    case bifurcation = 2
  }

  /// Pixels from the left edge of the image, at the template's resolution.
  public let x: Float
  /// Pixels from the top edge of the image, growing downwards, at the template's resolution.
  public let y: Float
  /// Degrees, 0 to under 360, counter-clockwise from the positive x axis as seen on the image.
  ///
  /// Points to the side with one ridge line more than the other: along an ending ridge, into the
  /// fork of a bifurcation (ISO/IEC 19794-2:2005 clause 6.4.4).
  public let angle: Float
  /// Ending or bifurcation.
  public let kind: Kind
  /// Per cent of other impressions of the finger expected to show it, 1...100; 0 = not reported.
  public let quality: UInt8

  /// Takes coordinates in pixels from the top left, an angle in degrees of any turn (it is wrapped
  /// into 0..<360; not-a-number becomes 0) and a quality that is capped at 100.
  public init(x: Float, y: Float, angle: Float, kind: Kind, quality: UInt8) {
    self.x = x
    self.y = y
    self.angle = Self.wrapped(angle)
    self.kind = kind
    self.quality = min(quality, 100)
  }

  private static func wrapped(_ degrees: Float) -> Float {
    guard degrees.isFinite else { return 0 }
    let turn = degrees - 360 * (degrees / 360).rounded(.down)
    return turn >= 360 ? 0 : turn
  }
}
