// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// A finger image in the one form that every algorithm takes: 8-bit grey, 500 ppi, ridges dark.
public struct NormalizedImage: Sendable, Hashable {
  /// Pixels per row at 500 ppi.
  public let width: Int
  /// Rows at 500 ppi.
  public let height: Int
  /// Row by row from the top left without padding; ridges are darker than valleys.
  public let pixels: [UInt8]
  /// What was done to the source image to get here.
  public let origin: Origin

  /// How the normalized image lies in its source.
  public struct Origin: Sendable, Hashable {
    /// Resolution of the source.
    public let resolution: Resolution
    /// Source pixels cut off at the left.
    public let cropX: Int
    /// Source pixels cut off at the top.
    public let cropY: Int
    /// Whether light and dark were exchanged.
    public let inverted: Bool
    /// Pixels per row of the whole source; 0 where it is not known.
    public let sourceWidth: Int
    /// Rows of the whole source; 0 where it is not known.
    public let sourceHeight: Int
    /// Source pixels along one pixel of the normalized image; 1 where nothing was resampled.
    public let pixelsPerPixel: Double

    /// Takes source pixels for the crop and the size.
    public init(
      resolution: Resolution, cropX: Int = 0, cropY: Int = 0, inverted: Bool = false,
      sourceWidth: Int = 0, sourceHeight: Int = 0, pixelsPerPixel: Double = 1
    ) {
      self.resolution = resolution
      self.cropX = cropX
      self.cropY = cropY
      self.inverted = inverted
      self.sourceWidth = sourceWidth
      self.sourceHeight = sourceHeight
      self.pixelsPerPixel = pixelsPerPixel
    }

    /// Where a place of the normalized image lies in the source, both in pixels from the centre of
    /// the top left one.
    public func sourcePosition(x: Float, y: Float) -> (x: Float, y: Float) {
      let ratio = Float(pixelsPerPixel)
      return ((x + 0.5) * ratio - 0.5 + Float(cropX), (y + 0.5) * ratio - 0.5 + Float(cropY))
    }
  }

  /// Gives nil when the pixel count is not width times height or a side is not in 1...16384.
  public init?(width: Int, height: Int, pixels: [UInt8], origin: Origin) {
    guard (1...GrayImage.maximumSide).contains(width), (1...GrayImage.maximumSide).contains(height),
      pixels.count == width * height
    else { return nil }
    self.width = width
    self.height = height
    self.pixels = pixels
    self.origin = origin
  }
}

extension NormalizedImage: CustomStringConvertible, CustomDebugStringConvertible {
  /// The size; never pixels, which would put a sample into logs.
  public var description: String { "normalized image of \(width)x\(height) pixels" }

  /// The same.
  public var debugDescription: String { description }
}
