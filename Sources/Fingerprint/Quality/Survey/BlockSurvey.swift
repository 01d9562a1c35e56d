// SPDX-License-Identifier: Apache-2.0

internal import Biometrics
public import Imaging

/// An image in square blocks of about 0.8 mm, two ridges and valleys wide, each with its greys and
/// gradients: enough to say where a finger lies and how clear its ridges are.
public struct BlockSurvey: Sendable {
  /// Blocks per row; partial ones at the right and bottom edge are left out.
  public let columns: Int
  /// Rows of blocks.
  public let rows: Int
  /// Millimetres along one side of a block.
  public let millimetres: Double
  /// Row by row.
  let blocks: [Block]
  /// Pixels along one side of a block.
  let side: Int

  /// One block; greys are 0...255.
  struct Block: Sendable, Hashable {
    let mean: Float
    /// Population standard deviation of grey.
    let deviation: Float
    /// Mean squared differences of neighbours, along x less along y, and twice their product: the
    /// doubled direction of the gradient.
    let tensor: SIMD2<Float>
    /// Mean squared differences of neighbours along both axes.
    let energy: Float

    /// How far the gradients agree on one direction, 0...1.
    var coherence: Float {
      energy > 0 ? (tensor * tensor).sum().squareRoot() / energy : 0
    }
  }

  /// Pixels of a block at 500 ppi.
  private static let sideAtStandard = 16.0
  /// Pixels that a block may have, which the loops take.
  private static let sides = 8...32

  /// Surveys an image whose resolution is known; nil where it is not, or where no block fits in.
  public init?(_ image: GrayImage, kernels: Kernels = .best) {
    guard let resolution = image.resolution else { return nil }
    self.init(
      image.pixels, image.width, image.height, resolution.pixelsPerInch, kernels.quality)
  }

  /// Surveys a normalized image; nil where no block fits in.
  public init?(_ image: NormalizedImage, kernels: Kernels = .best) {
    self.init(image.pixels, image.width, image.height, 500, kernels.quality)
  }

  private init?(
    _ pixels: [UInt8], _ width: Int, _ height: Int, _ pixelsPerInch: Double,
    _ kernels: any QualityKernels
  ) {
    let fit = (Self.sideAtStandard * pixelsPerInch / 500).rounded()
    let side = Int(min(max(fit, Double(Self.sides.lowerBound)), Double(Self.sides.upperBound)))
    (columns, rows, self.side) = (width / side, height / side, side)
    guard columns > 0, rows > 0 else { return nil }
    millimetres = Double(side) * 25.4 / pixelsPerInch
    let (columns, rows) = (columns, rows)
    blocks = pixels.withUnsafeBufferPointer { pixels in
      guard let base = pixels.baseAddress else { return [] }
      return (0..<columns * rows).map { index in
        let corner = base + (index / columns * side * width + index % columns * side)
        return Block(
          kernels.blockSums(corner, stride: width, width: side, height: side), side * side)
      }
    }
  }
}

extension BlockSurvey.Block {
  fileprivate init(_ sums: BlockSums, _ pixels: Int) {
    let share = 1 / Float(pixels)
    let mean = Float(sums.grey) * share
    self.mean = mean
    deviation = max(Float(sums.square) * share - mean * mean, 0).squareRoot()
    // Differences come doubled, so their squares fourfold.
    tensor = SIMD2(Float(sums.xx - sums.yy), 2 * Float(sums.xy)) * (share / 4)
    energy = (Float(sums.xx) + Float(sums.yy)) * (share / 4)
  }
}
