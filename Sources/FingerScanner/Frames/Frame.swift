// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// One picture of a finger: upright, ridges dark, with its resolution. The same for every scanner.
public struct Frame: Sendable, Hashable {
  /// Pixels per row.
  public let width: Int
  /// Rows.
  public let height: Int
  /// Row by row from the top left; 0 is black.
  public let pixels: [UInt8]
  /// Pixels per inch.
  public let resolution: Resolution

  /// Turns a raw picture upright by its facts.
  public init(_ raw: RawFrame) {
    width = raw.width
    height = raw.height
    pixels = raw.geometry.upright(raw)
    resolution = raw.geometry.resolution
  }
}

extension Frame: CustomStringConvertible, CustomDebugStringConvertible {
  /// The size; never pixels, which would put a sample into logs.
  public var description: String {
    "frame of \(width)x\(height) pixels, \(resolution.pixelsPerInch) ppi"
  }

  /// The same.
  public var debugDescription: String { description }
}
