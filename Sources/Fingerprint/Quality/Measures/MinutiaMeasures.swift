// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The four native quality measures that are taken at minutiae.
public struct MinutiaMeasures: Sendable, Hashable {
  /// All minutiae.
  public var count: Int
  /// Minutiae within the square of 200 pixels around the centroid of all.
  public var central: Int
  /// Share of minutiae, 0...1, whose block is darker than the image by up to half its deviation.
  public var onDarkBlocks: Double
  /// Share of minutiae, 0...1, whose block has an orientation certainty above 80 %.
  public var onCertainBlocks: Double

  /// Takes values as they are.
  public init(count: Int, central: Int, onDarkBlocks: Double, onCertainBlocks: Double) {
    self.count = count
    self.central = central
    self.onDarkBlocks = onDarkBlocks
    self.onCertainBlocks = onCertainBlocks
  }
}

/// Takes the measures of minutiae at whole pixels of the trimmed image.
struct MinutiaMeter {
  /// Half the side of the central square, pixels.
  private static let centralReach = 100
  /// Largest share of the image's deviation that a dark block's mean may be below the image's.
  private static let darkest = 0.5
  /// Certainty in per cent that a certain block exceeds.
  private static let certain = 80.0

  let image: Plane<UInt8>
  let grey: GreyMoments
  let kernels: any QualityKernels

  func measures(_ places: [(x: Int, y: Int)]) -> MinutiaMeasures {
    let total = Double(max(places.count, 1))
    return MinutiaMeasures(
      count: places.count, central: central(places),
      onDarkBlocks: Double(places.count { isOnDarkBlock($0.x, $0.y) }) / total,
      onCertainBlocks: Double(places.count { isOnCertainBlock($0.x, $0.y) }) / total)
  }

  private func central(_ places: [(x: Int, y: Int)]) -> Int {
    guard !places.isEmpty else { return 0 }
    let x = places.reduce(0) { $0 + $1.x } / places.count
    let y = places.reduce(0) { $0 + $1.y } / places.count
    return places.count {
      abs($0.x - x) <= Self.centralReach && abs($0.y - y) <= Self.centralReach
    }
  }

  /// The block is cut off at the right and bottom edge.
  private func isOnDarkBlock(_ x: Int, _ y: Int) -> Bool {
    let side = CellGrid.side
    let (left, top) = (max(x - side / 2, 0), max(y - side / 2, 0))
    let (width, height) = (min(side, image.width - left), min(side, image.height - top))
    let sums = kernels.blockSums(
      image.row(top) + left, stride: image.stride, width: width, height: height)
    let mean = Double(sums.grey) / Double(width * height)
    let darkness = (grey.mean - mean) / grey.deviation
    return darkness > 0 && darkness <= Self.darkest
  }

  /// The block is moved inside at all edges.
  private func isOnCertainBlock(_ x: Int, _ y: Int) -> Bool {
    let side = CellGrid.side
    let left = min(max(x - side / 2, 0), image.width - side)
    let top = min(max(y - side / 2, 0), image.height - side)
    guard left >= 0, top >= 0 else { return false }
    let sums = kernels.blockSums(
      image.row(top) + left, stride: image.stride, width: side, height: side)
    return ((OrientationCertainty.value(sums) ?? 0) * 100).rounded() > Self.certain
  }
}
