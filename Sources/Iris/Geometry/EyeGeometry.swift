// SPDX-License-Identifier: Apache-2.0

/// Where pupil and iris are in a picture.
public struct EyeGeometry: Sendable, Hashable {
  /// The pupil as a circle.
  public let pupil: Circle
  /// The pupil's edge: its distance from the centre of `pupil` in pixels, in 256 directions clockwise
  /// from the right.
  public let pupilRadii: [Float]
  /// The limbus, the outer edge of the iris.
  public let limbus: Circle
  /// The energy by which this eye won over other places of the picture: 50 to 80 for clear eyes, below
  /// `IrisParameters.leastConfidence` nothing is taken for an eye. It tells that there is an eye, not
  /// that its edges are exact.
  public let confidence: Float

  /// Size of the picture in pixels.
  public let pictureSize: PictureSize

  /// Size of a picture in pixels.
  public struct PictureSize: Sendable, Hashable {
    /// Pixels a row, and rows.
    public let width, height: Int

    /// Takes both sides in pixels.
    public init(width: Int, height: Int) {
      self.width = width
      self.height = height
    }
  }

  /// Radius of the pupil over that of the iris.
  public var dilation: Float { pupil.radius / limbus.radius }

  init(
    pupil: Circle, pupilRadii: [Float], limbus: Circle, confidence: Float, pictureSize: PictureSize
  ) {
    self.pictureSize = pictureSize
    self.pupil = pupil
    self.pupilRadii = pupilRadii
    self.limbus = limbus
    self.confidence = confidence
  }

  /// The pupil's edge in one of 256 directions.
  func pupilEdge(_ direction: Int) -> SIMD2<Float> {
    SIMD2(pupil.x, pupil.y) + pupilRadii[direction & 255] * Directions.unit(direction)
  }
}
