// SPDX-License-Identifier: Apache-2.0

/// Minutiae of one finger image with what a template format needs to know about the image.
public struct MinutiaeTemplate: Sendable, Hashable {
  /// Width of the image in pixels, 1...16383 (14-bit coordinates of ISO/IEC 19794-2).
  public let width: Int
  /// Height of the image in pixels, 1...16383.
  public let height: Int
  /// Resolution that coordinates and size are given at.
  public let resolution: Resolution
  /// The finger, or unknown.
  public let position: FingerPosition
  /// How the image was made.
  public let impression: ImpressionType
  /// Quality of the whole sample, 0...100; nil when it was not computed.
  public let quality: UInt8?
  /// At most 255, best first where they come from the extractor.
  public let minutiae: [Minutia]

  /// Most minutiae that the record formats can count in one byte.
  public static let maximumMinutiae = 255
  /// Largest width or height that 14-bit coordinates can address.
  public static let maximumSide = 16383

  /// Gives nil when a side is out of range, there are more than 255 minutiae, or one of them lies
  /// outside the image.
  public init?(
    width: Int, height: Int, resolution: Resolution, position: FingerPosition = .unknown,
    impression: ImpressionType = .liveScanPlain, quality: UInt8? = nil, minutiae: [Minutia]
  ) {
    guard (1...Self.maximumSide).contains(width), (1...Self.maximumSide).contains(height),
      minutiae.count <= Self.maximumMinutiae,
      minutiae.allSatisfy({
        $0.x >= 0 && $0.y >= 0 && $0.x < Float(width) && $0.y < Float(height)
      })
    else { return nil }
    self.width = width
    self.height = height
    self.resolution = resolution
    self.position = position
    self.impression = impression
    self.quality = quality.map { min($0, 100) }
    self.minutiae = minutiae
  }
}
