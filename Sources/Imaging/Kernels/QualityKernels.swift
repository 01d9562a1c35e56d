// SPDX-License-Identifier: Apache-2.0

/// Loops of the quality measures over one finger image.
///
/// All work in whole numbers without rounding on the way, so that the order of additions is free and
/// every instruction-set level gives the same bits.
public protocol QualityKernels: Sendable {
  /// Sums of the grey of each row and of each column.
  func frameSums(
    _ pixels: UnsafePointer<UInt8>, stride: Int, width: Int, height: Int,
    rows: UnsafeMutablePointer<UInt32>, columns: UnsafeMutablePointer<UInt32>)

  /// Sums of grey and gradient over a block of 1 to 32 pixels a side.
  func blockSums(
    _ pixels: UnsafePointer<UInt8>, stride: Int, width: Int, height: Int
  ) -> BlockSums

  /// Samples a turned profile: 32 positions, 16 pixels deep each.
  ///
  /// Position `p` at depth `d` shows the pixel of the window at `(alongX[p] + acrossX[d]) >> 10`,
  /// `(alongY[p] + acrossY[d]) >> 10`. `samples` gets 16 rows of 32 positions, `sums` the sum of
  /// each position. The turn has four rows of 32: `alongX`, `alongY`, `acrossX`, `acrossY`.
  func turnedProfile(
    _ window: UnsafePointer<UInt8>, stride: Int, turn: UnsafePointer<Int32>,
    samples: UnsafeMutablePointer<UInt8>, sums: UnsafeMutablePointer<UInt16>)

  /// The smallest grey of the 5x5 pixels around each; pixels outside the image do not count.
  func erode(
    _ pixels: UnsafePointer<UInt8>, stride: Int, width: Int, height: Int,
    scratch: UnsafeMutablePointer<UInt16>, out: UnsafeMutablePointer<UInt8>, outStride: Int)

  /// Separable blur with whole weights that sum to 256, exact in both directions and rounded once:
  /// the sum, plus 32768, shifted right by 16. The image is mirrored at its edge pixels.
  ///
  /// `half` has the centre weight and `radius` further ones; `scratch` holds
  /// `QualityScratch.count` elements.
  func blur(
    _ pixels: UnsafePointer<UInt8>, stride: Int, width: Int, height: Int,
    half: UnsafePointer<UInt8>, radius: Int, scratch: UnsafeMutablePointer<UInt16>,
    out: UnsafeMutablePointer<UInt8>, outStride: Int)
}

/// Sums over the pixels of one block.
///
/// Differences are doubled so that they are whole: of the two neighbours inside the block, and at
/// the block's edges twice the difference of the pixel and its one neighbour.
public struct BlockSums: Sendable, Hashable {
  /// Sum of grey.
  public var grey: Int32 = 0
  /// Sum of squared grey.
  public var square: Int32 = 0
  /// Sum of squared differences along x.
  public var xx: Int32 = 0
  /// Sum of squared differences along y.
  public var yy: Int32 = 0
  /// Sum of products of both.
  public var xy: Int32 = 0

  /// All zero.
  public init() {}

  init(grey: Int32, square: Int32, xx: Int32, yy: Int32, xy: Int32) {
    self.grey = grey
    self.square = square
    self.xx = xx
    self.yy = yy
    self.xy = xy
  }
}

/// Scratch memory of `QualityKernels`.
public enum QualityScratch {
  /// Elements that `erode` and `blur` need for an image of this size and weights of this radius.
  public static func count(width: Int, height: Int, radius: Int) -> Int {
    let padded = (width + 63) & ~63
    return padded * height + (padded + 2 * radius + 64) + 64 * (height + 2 * radius + 2)
  }
}
