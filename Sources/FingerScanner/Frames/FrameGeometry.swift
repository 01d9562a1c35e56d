// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// How a scanner's memory lies to the finger: facts of the model, which the framework acts on.
public struct FrameGeometry: Sendable, Hashable {
  /// Whether rows begin at the right.
  public let isMirrored: Bool
  /// Whether the first row is the lowest.
  public let isUpsideDown: Bool
  /// Whether ridges are brighter than valleys.
  public let hasBrightRidges: Bool
  /// Pixels per inch of the picture that the scanner gives.
  public let resolution: Resolution

  /// Takes the facts.
  public init(
    isMirrored: Bool = false, isUpsideDown: Bool = false, hasBrightRidges: Bool = false,
    resolution: Resolution
  ) {
    self.isMirrored = isMirrored
    self.isUpsideDown = isUpsideDown
    self.hasBrightRidges = hasBrightRidges
    self.resolution = resolution
  }

  /// Turns the picture upright and its ridges dark: row order, then order in the row, then inversion.
  public func upright(_ raw: RawFrame) -> [UInt8] {
    var pixels = raw.pixels
    if isMirrored && isUpsideDown {
      pixels.reverse()
    } else if isUpsideDown {
      pixels = Self.rows(raw).reversed().flatMap { $0 }
    } else if isMirrored {
      pixels = Self.rows(raw).flatMap { $0.reversed() }
    }
    if hasBrightRidges { for index in pixels.indices { pixels[index] ^= 0xff } }
    return pixels
  }

  private static func rows(_ raw: RawFrame) -> [ArraySlice<UInt8>] {
    (0..<raw.height).map { raw.pixels[$0 * raw.width..<($0 + 1) * raw.width] }
  }
}
