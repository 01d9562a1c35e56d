// SPDX-License-Identifier: Apache-2.0

/// A place on the skin of a finger, or in an image at 500 ppi: x to the right, y down, 1/500 inch.
public struct SkinPoint: Sendable, Hashable {
  /// To the right, 1/500 inch.
  public var x: Double
  /// Down (towards the base of the finger), 1/500 inch.
  public var y: Double

  /// Takes 1/500 inch.
  public init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }

  /// Straight distance, 1/500 inch.
  public func distance(to other: SkinPoint) -> Double {
    let (dx, dy) = (x - other.x, y - other.y)
    return (dx * dx + dy * dy).squareRoot()
  }
}
