// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// An 8-bit grey image as it came from a file or device, with its resolution where that is known.
public struct GrayImage: Sendable, Hashable {
  /// Pixels per row, 1...16384.
  public let width: Int
  /// Rows, 1...16384.
  public let height: Int
  /// Row by row from the top left without padding; 0 is black, 255 white.
  public let pixels: [UInt8]
  /// Nil where the source did not say; nothing guesses it.
  public let resolution: Resolution?

  /// Longest side of any image the library holds.
  public static let maximumSide = 16384

  /// Gives nil when a side is out of range or the pixel count is not width times height.
  public init?(width: Int, height: Int, pixels: [UInt8], resolution: Resolution?) {
    guard (1...Self.maximumSide).contains(width), (1...Self.maximumSide).contains(height),
      pixels.count == width * height
    else { return nil }
    self.width = width
    self.height = height
    self.pixels = pixels
    self.resolution = resolution
  }

  /// The same picture with another resolution written on it; pixels are untouched.
  public func with(resolution: Resolution?) -> GrayImage {
    GrayImage(unchecked: width, height, pixels, resolution)
  }

  private init(unchecked width: Int, _ height: Int, _ pixels: [UInt8], _ resolution: Resolution?) {
    self.width = width
    self.height = height
    self.pixels = pixels
    self.resolution = resolution
  }
}

extension GrayImage: CustomStringConvertible, CustomDebugStringConvertible {
  /// Size and resolution; never pixels, which would put a sample into logs.
  public var description: String {
    let density = resolution.map { "\($0.pixelsPerInch) ppi" } ?? "unknown resolution"
    return "image of \(width)x\(height) pixels, \(density)"
  }

  /// The same.
  public var debugDescription: String { description }
}
