// SPDX-License-Identifier: Apache-2.0

/// How lossy formats are written; lossless formats have nothing to choose.
public struct EncodingOptions: Sendable, Hashable {
  /// JPEG quality, 1...100; 95 keeps ridges free of visible blocks at about a third of the size.
  public var jpegQuality: Int
  /// Bits per pixel of JPEG 2000 (9-7 wavelet), nil is lossless (5-3 wavelet); target of WSQ, which
  /// finger images stay below by a third, nil is 0.75 (about 15:1).
  public var bitsPerPixel: Double?

  /// Takes the choices of each format.
  public init(jpegQuality: Int = 95, bitsPerPixel: Double? = nil) {
    self.jpegQuality = jpegQuality
    self.bitsPerPixel = bitsPerPixel
  }
}
