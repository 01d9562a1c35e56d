// SPDX-License-Identifier: Apache-2.0

/// Every number of the iris extractor, grouped by stage; each group is documented where its stage is.
///
/// Effects quoted are equal error rates (EER) and false non-match rates (FNMR) on parts of
/// CASIA-Iris-Interval, MMU1 and MMU2.
public struct IrisParameters: Sendable, Hashable {
  /// Radii of the limbus, in pixels, that the camera can give; nil looks for whatever fits the
  /// picture, from `shareOfSide.lowerBound` to `shareOfSide.upperBound` of its shorter side.
  public var limbusRadii: ClosedRange<Float>?
  /// See `limbusRadii`: common cameras give 0.15 (MMU) to 0.5 (CASIA-Interval).
  public var shareOfSide: ClosedRange<Float> = 0.15...0.5
  /// Energy that a place must have to be taken for an eye: noise reaches 17, 1880 eyes have 27 and
  /// more.
  public var leastConfidence: Float = 20
  /// Contrast of iris and pupil that an eye must have: noise reaches 14, 1880 eyes have 28 and more.
  public var leastContrast: Float = 18

  var candidates = PupilCandidates()
  var search = HypothesisSearch()
  var pupil = PupilContour()
  var limbus = LimbusContour()
  var mask = OcclusionMask()
  var encoder = IrisEncoder()

  /// The values that the product ships with.
  public init() {}

  /// The ranges of limbus radii that are looked for one by one in a picture: each spans little more
  /// than an octave, as one reduced picture serves no more.
  func octaves(width: Int, height: Int) -> [ClosedRange<Float>] {
    let side = Float(min(width, height))
    let automatic = side * shareOfSide.lowerBound...side * shareOfSide.upperBound
    let asked = limbusRadii ?? automatic
    let low = max(Self.leastRadius, asked.lowerBound)
    let high = min(max(low, asked.upperBound), max(low, side))
    guard high > Self.octave * low else { return [low...high] }
    // Two octaves at most, so that rings stay within what a level can sample.
    let top = min(high, low * Self.octave * Self.octave)
    let middle = (low * top).squareRoot()
    return [low...middle * Self.overlap, middle * (2 - Self.overlap)...top]
  }

  /// Smallest limbus radius that can be coded, in pixels.
  static let leastRadius: Float = 16
  private static let octave: Float = 2.2
  private static let overlap: Float = 1.1
}
