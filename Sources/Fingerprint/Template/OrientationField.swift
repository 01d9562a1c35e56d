// SPDX-License-Identifier: Apache-2.0

/// Ridge orientation of a finger image on blocks of 16x16 pixels at 500 ppi.
public struct OrientationField: Sendable, Hashable {
  /// Side of a block in pixels at 500 ppi.
  public static let blockSide = 16
  /// Most blocks along a side: an image of 16384 pixels.
  public static let maximumSide = 1024

  /// Blocks per row: image width / 16, rounded up.
  public let columns: Int
  /// Rows of blocks: image height / 16, rounded up.
  public let rows: Int
  /// Direction along the ridges, row by row from the top left: 256 steps are half a turn,
  /// counter-clockwise from the positive x axis as seen on the image. Zero in the background.
  public let angles: [UInt8]
  /// How far the direction can be trusted, row by row: 1 = hardly, 255 = fully, 0 = background.
  public let confidence: [UInt8]

  /// Gives nil when a side is not in 1...1024 or a plane does not hold columns times rows bytes;
  /// angles of background blocks become 0.
  public init?(columns: Int, rows: Int, angles: [UInt8], confidence: [UInt8]) {
    guard (1...Self.maximumSide).contains(columns), (1...Self.maximumSide).contains(rows),
      angles.count == columns * rows, confidence.count == columns * rows
    else { return nil }
    self.columns = columns
    self.rows = rows
    self.angles = zip(angles, confidence).map { $1 == 0 ? 0 : $0 }
    self.confidence = confidence
  }

  /// Blocks along a side of `pixels` pixels at 500 ppi.
  public static func blocks(along pixels: Int) -> Int { (pixels + blockSide - 1) / blockSide }
}
