// SPDX-License-Identifier: Apache-2.0

/// Sampling density of an image; the same along both axes.
public struct Resolution: Sendable, Hashable, Comparable {
  /// Pixels per inch, from 50 to 5000.
  public let pixelsPerInch: Double

  /// Densities a biometric image can have; anything else is a broken file, not a resolution.
  public static let allowedPixelsPerInch = 50.0...5000.0

  /// 500 ppi, the resolution all features are computed and stored at (ISO/IEC 19794-4 level 31).
  public static let standard = Resolution(unchecked: 500)

  /// Takes pixels per inch; nil outside 50...5000 or not finite.
  public init?(pixelsPerInch: Double) {
    guard Self.allowedPixelsPerInch.contains(pixelsPerInch) else { return nil }
    self.pixelsPerInch = pixelsPerInch
  }

  /// Takes pixels per centimetre; nil outside the allowed range.
  public init?(pixelsPerCentimetre: Double) {
    self.init(pixelsPerInch: pixelsPerCentimetre * 2.54)
  }

  /// Takes pixels per metre, the unit of PNG's pHYs; nil outside the allowed range.
  public init?(pixelsPerMetre: Double) {
    self.init(pixelsPerInch: pixelsPerMetre * 0.0254)
  }

  private init(unchecked pixelsPerInch: Double) { self.pixelsPerInch = pixelsPerInch }

  /// Pixels per centimetre; 196.85 at 500 ppi.
  public var pixelsPerCentimetre: Double { pixelsPerInch / 2.54 }

  /// Pixels per metre; 19685 at 500 ppi.
  public var pixelsPerMetre: Double { pixelsPerInch / 0.0254 }

  /// Whether two densities are the same device resolution within `tolerance`, a share (0.01 = 1 %).
  public func isClose(to other: Resolution, tolerance: Double = 0.01) -> Bool {
    abs(pixelsPerInch / other.pixelsPerInch - 1) <= tolerance
  }

  /// Orders by density.
  public static func < (lhs: Resolution, rhs: Resolution) -> Bool {
    lhs.pixelsPerInch < rhs.pixelsPerInch
  }
}
