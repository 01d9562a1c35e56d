// SPDX-License-Identifier: Apache-2.0

/// Where the parts of an eye are in a picture, in whole pixels from its top left corner.
public struct EyeOutline: Sendable, Hashable, Codable {
  /// A place in pixels.
  public struct Point: Sendable, Hashable, Codable {
    /// Columns from the left and rows from the top.
    public var x, y: Int

    /// Takes columns and rows.
    public init(x: Int, y: Int) {
      self.x = x
      self.y = y
    }
  }

  /// A circle in pixels.
  public struct Circle: Sendable, Hashable, Codable {
    /// Centre.
    public var centre: Point
    /// Radius, at least 1.
    public var radius: Int

    /// Takes centre and radius; a radius below 1 becomes 1.
    public init(centre: Point, radius: Int) {
      self.centre = centre
      self.radius = max(1, radius)
    }
  }

  /// The pupil's edge.
  public var pupil: Circle
  /// The limbus.
  public var limbus: Circle
  /// The edge of the upper lid from left to right where it covers the iris, along the limbus where
  /// it does not.
  public var upperLid: [Point]
  /// The same of the lower lid.
  public var lowerLid: [Point]
  /// Boxes around highlights on the iris: four corners each.
  public var highlights: [[Point]]

  /// Takes all parts.
  public init(
    pupil: Circle, limbus: Circle, upperLid: [Point] = [], lowerLid: [Point] = [],
    highlights: [[Point]] = []
  ) {
    self.pupil = pupil
    self.limbus = limbus
    self.upperLid = upperLid
    self.lowerLid = lowerLid
    self.highlights = highlights
  }
}
