// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The picture, reduced so far that the irises looked for have radii of about 45 pixels, opened and
/// in tones; and what the ring searches need of it.
final class SearchLevel {
  /// Radius in reduced pixels that the middle of the range is brought to: 34 costs accuracy.
  private static let usualRadius: Float = 45
  /// Largest number of rings, which bounds what a search costs.
  static let mostRings = 250
  /// Half the side of the opening's square: 3 kills reflections of lamps, 2 is too small.
  private static let openingRadius = 3
  /// Share of the coarse picture's pixels that are darker than its black.
  private static let blackShare: Float = 0.005

  /// Limbus radii looked for here, in pixels of the whole picture.
  private(set) var radii: ClosedRange<Float> = 1...1
  /// How many pixels of the picture make one here, along each side.
  private(set) var factor = 1
  /// Size in reduced pixels.
  @exclusivity(unchecked) private(set) var width = 0
  @exclusivity(unchecked) private(set) var height = 0
  /// The same at half the size, for the disc search.
  let coarse = Plane<UInt8>(margin: 0)
  /// The tone that next to nothing is darker than.
  private(set) var black: Float = 0
  /// The best eye of this level, in its pixels.
  var best: EyeHypothesis?
  /// Where dark discs were seen; kept for traces.
  var candidates: [PupilCandidates.Candidate] = []

  /// The workspace of the disc search, which keeps its size from picture to picture.
  let discs = PupilCandidates.Scratch()
  private let opening = GrayOpening()
  private let opened = Plane<UInt8>(margin: 0)
  /// The opened picture in tones with its border repeated as far as rings may reach.
  private let padded = Plane<UInt8>(margin: 0)
  // Read for every sample, and only `load` writes it; so are the sizes.
  @exclusivity(unchecked) private var padding = 0
  private var rings = 0
  private var allOffsets: [Int32] = []
  private var lateralOffsets: [Int32] = []

  /// Makes the level from the whole picture. `widest` is the largest radius of any level.
  func load(
    _ picture: Plane<UInt8>, radii: ClosedRange<Float>, widest: Float, _ kernels: any IrisKernels
  ) {
    self.radii = radii
    let middle = (radii.lowerBound * radii.upperBound).squareRoot()
    factor = max(1, Int((middle / Self.usualRadius).rounded()))
    width = picture.width / factor
    height = picture.height / factor
    best = nil
    reduce(picture, into: opened, by: factor, kernels)
    opening.run(opened, radius: Self.openingRadius, kernels)
    ToneCurve.apply(to: opened)
    reduce(opened, into: coarse, by: 2, kernels)
    black = darkest(share: Self.blackShare, kernels)
    pad(rings: min(Self.mostRings, Int(widest / Float(factor) * 1.05) + 4))
  }

  /// Tone at a place, which is held inside the picture.
  func tone(_ point: SIMD2<Float>) -> UInt8 {
    let x = min(max(Int((point.x + 0.5).rounded(.down)), 0), width - 1)
    let y = min(max(Int((point.y + 0.5).rounded(.down)), 0), height - 1)
    return place(x, y).pointee
  }

  /// The tone at a place; rings and 16 centres side by side may be read around it.
  func place(_ x: Int, _ y: Int) -> UnsafePointer<UInt8> {
    UnsafePointer(padded.row(y + padding) + (x + padding))
  }

  /// Largest radius that can be sampled.
  var largestRing: Int { rings }

  /// Offsets of the points of all rings from 0 on, 32 a ring.
  func withOffsets<Result>(lateral: Bool, _ body: (UnsafePointer<Int32>) -> Result?) -> Result? {
    (lateral ? lateralOffsets : allOffsets).withUnsafeBufferPointer { $0.baseAddress.flatMap(body) }
  }

  private func reduce(
    _ from: Plane<UInt8>, into: Plane<UInt8>, by factor: Int, _ kernels: any IrisKernels
  ) {
    into.layOut(width: from.width / factor, height: from.height / factor)
    for y in 0..<into.height {
      if factor == 1 {
        into.row(y).update(from: from.row(y), count: into.width)
      } else {
        kernels.reduceRow(
          from.row(y * factor), stride: from.stride, factor: factor, count: into.width,
          out: into.row(y))
      }
    }
  }

  private func darkest(share: Float, _ kernels: any IrisKernels) -> Float {
    var counts = GreyCounts()
    counts.add(coarse, kernels)
    let limit = Int(Float(coarse.width * coarse.height) * share)
    var passed = 0
    for tone in 0..<256 {
      passed += counts[tone]
      if passed >= limit { return Float(tone) }
    }
    return 255
  }

  private func pad(rings: Int) {
    let sameTable = rings == self.rings && padded.width == width + 2 * (rings + 16)
    self.rings = rings
    padding = rings + 16
    padded.layOut(width: width + 2 * padding, height: height + 2 * padding)
    for y in 0..<padded.height {
      let row = padded.row(y)
      let source = opened.row(min(max(y - padding, 0), height - 1))
      row.update(repeating: source[0], count: padding)
      (row + padding).update(from: source, count: width)
      (row + padding + width).update(repeating: source[width - 1], count: padding)
    }
    guard !sameTable else { return }
    allOffsets = offsets(Directions.all)
    lateralOffsets = offsets(Directions.lateral)
  }

  private func offsets(_ directions: [Int]) -> [Int32] {
    (0...rings).flatMap { radius in
      directions.map { direction in
        let point = (Float(radius) * Directions.unit(direction)).rounded(.toNearestOrAwayFromZero)
        return Int32(point.y) * Int32(padded.stride) + Int32(point.x)
      }
    }
  }
}
