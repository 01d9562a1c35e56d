// SPDX-License-Identifier: Apache-2.0

/// A picture as it lies in the scanner's memory, 8 bits a pixel, with the facts that say how it lies;
/// nothing was turned or inverted.
public struct RawFrame: Sendable, Hashable {
  /// Pixels per row.
  public let width: Int
  /// Rows.
  public let height: Int
  /// Row by row.
  public let pixels: [UInt8]
  /// How it lies, and how fine it is.
  public let geometry: FrameGeometry

  /// Longest side that a scanner may have; a four-finger one at 1000 ppi has about 3200.
  public static let longestSide = 8192

  /// Takes the picture; nil when a side is out of 1...8192 or the pixel count does not fit.
  public init?(width: Int, height: Int, pixels: [UInt8], geometry: FrameGeometry) {
    guard (1...Self.longestSide).contains(width), (1...Self.longestSide).contains(height),
      pixels.count == width * height
    else { return nil }
    self.width = width
    self.height = height
    self.pixels = pixels
    self.geometry = geometry
  }
}
