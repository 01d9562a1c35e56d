// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The buffers of iris extraction, kept between pictures so that none is allocated once a size was
/// seen. One workspace serves one task at a time.
public final class IrisWorkspace {
  /// Pixels that a side of a picture may have.
  public static let sides = 64...2048

  /// Called after each stage; for benchmarks.
  public var stageEnded: ((IrisStage) -> Void)?

  let picture = Plane<UInt8>(margin: 0)
  private let bothLevels = [SearchLevel(), SearchLevel()]
  /// The reduced pictures in which eyes are looked for: one or two.
  private(set) var levels: ArraySlice<SearchLevel> = []
  let crop = EyeCrop()
  let sheet = IrisSheet()

  let rings = RingScratch()
  let contours = ContourScratch()
  let covering = OcclusionMask.Scratch()
  let coding = IrisEncoder.Scratch()

  /// The eye that won, in pixels of the picture, and the level it was found on.
  var eye: EyeHypothesis?
  var level: SearchLevel?
  var geometry: EyeGeometry?
  var code = IrisCode.nothing
  var measures: IrisMeasures?
  /// The row of the sheet from which on a lid covers each column; 64 where none does.
  var lids: [UInt8] = []

  /// An empty workspace; it grows with the first picture.
  public init() {}

  /// Copies the picture in and forgets the last one.
  func load(_ image: GrayImage) throws(IrisError) {
    guard image.width >= Self.sides.lowerBound, image.height >= Self.sides.lowerBound else {
      throw .tooSmall(image.width, image.height)
    }
    guard image.width <= Self.sides.upperBound, image.height <= Self.sides.upperBound else {
      throw .tooLarge(image.width, image.height)
    }
    picture.layOut(width: image.width, height: image.height)
    image.pixels.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      for y in 0..<image.height {
        picture.row(y).update(from: base + y * image.width, count: image.width)
      }
    }
    eye = nil
    level = nil
    geometry = nil
    measures = nil
  }

  /// Makes the reduced pictures.
  func makeLevels(_ radii: [ClosedRange<Float>], _ kernels: any IrisKernels) {
    levels = bothLevels.prefix(radii.count)
    let widest = radii.map(\.upperBound).max() ?? 0
    for (level, range) in zip(levels, radii) {
      level.load(picture, radii: range, widest: widest, kernels)
    }
  }
}
