// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The four native quality measures that are taken at minutiae.
public struct MinutiaMeasures: Sendable, Hashable {
  /// All minutiae.
  public let count: Int
  /// Minutiae within the square of 200 pixels around the centroid of all.
  public let central: Int
  /// Share of minutiae, 0...1, whose block is darker than the image by up to half its deviation.
  public let onDarkBlocks: Double
  /// Share of minutiae, 0...1, whose block has an orientation certainty above 80 %.
  public let onCertainBlocks: Double

  /// Takes values as they are.
  public init(count: Int, central: Int, onDarkBlocks: Double, onCertainBlocks: Double) {
    self.count = count
    self.central = central
    self.onDarkBlocks = onDarkBlocks
    self.onCertainBlocks = onCertainBlocks
  }
}

/// Takes the measures at given places of one image.
public struct MinutiaMeter {
  /// A pixel of the image as it was before its white frame was cut off.
  public struct Place: Sendable, Hashable {
    /// Pixels from the left.
    public let x: Int
    /// Pixels from the top.
    public let y: Int

    /// Takes pixels from the top left.
    public init(x: Int, y: Int) {
      self.x = x
      self.y = y
    }
  }

  /// Half the side of the central square, pixels.
  private static let centralReach = 100
  /// Largest share of the image's deviation that a dark block's mean may be below the image's.
  private static let darkest = 0.5
  /// Certainty in per cent that a certain block exceeds.
  private static let certain = 80.0

  let image: Plane<UInt8>
  let frame: PixelFrame
  let grey: GreyMoments
  let kernels: any QualityKernels

  /// The measures at these places; those on the white frame do not count.
  public func measures(of places: [Place]) -> MinutiaMeasures {
    let inside = places.filter(contains)
    let total = Double(max(inside.count, 1))
    return MinutiaMeasures(
      count: inside.count, central: central(inside),
      onDarkBlocks: Double(inside.count(where: isOnDarkBlock)) / total,
      onCertainBlocks: Double(inside.count(where: isOnCertainBlock)) / total)
  }

  /// Standard deviation of the 32x32 pixels around a place, grey levels; 0 on the white frame.
  public func deviation(around place: Place) -> Double {
    contains(place) ? greyAround(place).deviation : 0
  }

  private func contains(_ place: Place) -> Bool {
    (frame.x..<frame.x + frame.width).contains(place.x)
      && (frame.y..<frame.y + frame.height).contains(place.y)
  }

  private func central(_ places: [Place]) -> Int {
    guard !places.isEmpty else { return 0 }
    // The centroid is rounded down inside the frame, not inside the whole image.
    let x = places.reduce(0) { $0 + $1.x - frame.x } / places.count + frame.x
    let y = places.reduce(0) { $0 + $1.y - frame.y } / places.count + frame.y
    return places.count {
      abs($0.x - x) <= Self.centralReach && abs($0.y - y) <= Self.centralReach
    }
  }

  private func isOnDarkBlock(_ place: Place) -> Bool {
    let darkness = (grey.mean - greyAround(place).mean) / grey.deviation
    return darkness > 0 && darkness <= Self.darkest
  }

  /// The block is moved inside at the left and top edge and cut off at the right and bottom edge.
  private func greyAround(_ place: Place) -> GreyMoments {
    let (left, top) = corner(place)
    let width = min(CellGrid.side, frame.width - left)
    let height = min(CellGrid.side, frame.height - top)
    let sums = kernels.blockSums(
      image.row(top) + left, stride: image.stride, width: width, height: height)
    return GreyMoments(
      sum: Int(sums.grey), squares: Int(sums.square), pixels: width * height)
  }

  /// The block is moved inside at all edges.
  private func isOnCertainBlock(_ place: Place) -> Bool {
    let side = CellGrid.side
    guard frame.width >= side, frame.height >= side else { return false }
    let (left, top) = corner(place)
    let row = image.row(min(top, frame.height - side))
    let sums = kernels.blockSums(
      row + min(left, frame.width - side), stride: image.stride, width: side, height: side)
    return ((OrientationCertainty.value(sums) ?? 0) * 100).rounded() > Self.certain
  }

  /// Top left corner of the block around a place, inside the frame.
  private func corner(_ place: Place) -> (left: Int, top: Int) {
    let half = CellGrid.side / 2
    return (max(place.x - frame.x - half, 0), max(place.y - frame.y - half, 0))
  }
}
