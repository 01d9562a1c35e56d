// SPDX-License-Identifier: Apache-2.0

/// Loops of iris segmentation, coding and comparison.
///
/// Whole numbers wherever that is possible; where numbers have a fraction, the order of operations
/// is part of the specification. Outputs never overlap inputs.
public protocol IrisKernels: Sendable {
  /// One row of a picture reduced by `factor` in both directions: means of boxes, rounded down.
  func reduceRow(
    _ rows: UnsafePointer<UInt8>, stride: Int, factor: Int, count: Int,
    out: UnsafeMutablePointer<UInt8>)

  /// The darker of two pixels each; `out` may be either input.
  func darker(
    _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, count: Int,
    out: UnsafeMutablePointer<UInt8>)

  /// The lighter of two pixels each; `out` may be either input.
  func lighter(
    _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, count: Int,
    out: UnsafeMutablePointer<UInt8>)

  /// Binomial smoothing over 3x3 pixels: weights 1 2 1 both ways, the sum shifted right by 4.
  /// Reads one pixel to the left and right.
  func smoothRow(
    above: UnsafePointer<UInt8>, _ row: UnsafePointer<UInt8>, below: UnsafePointer<UInt8>,
    count: Int, out: UnsafeMutablePointer<UInt8>)

  /// Scores dark even discs with brighter surroundings at `count` places of one row, and keeps score
  /// and radius where the score is above what `best` holds. See `DiscShape`.
  ///
  /// `sums` and `squares` point into integral images, at the corner above and left of the first
  /// place; sums of squares wrap, their differences do not.
  func discRow(
    sums: UnsafePointer<Int32>, squares: UnsafePointer<UInt32>, stride: Int, shape: DiscShape,
    count: Int, best: UnsafeMutablePointer<Float>, radii: UnsafeMutablePointer<Float>)

  /// Samples `count` rings of 32 points around `centre`, ring by ring as `offsets` says, and gives
  /// for each but the first and last: the steps from the ring inside to the ring outside, held to
  /// `low...high`, times the weight of their direction, added up; and the added weights of the
  /// directions with a step above `least`. `sums` and `squares` are those of each ring's grey.
  func pupilRings(
    _ centre: UnsafePointer<UInt8>, offsets: UnsafePointer<Int32>, count: Int,
    weights: UnsafePointer<UInt8>, limits: StepLimits, samples: UnsafeMutablePointer<UInt8>,
    profile: UnsafeMutablePointer<RingProfile>)

  /// Samples `count` rings of 16 points on the right and 16 on the left, and gives for each ring from
  /// `gap` to `count - gap` the added steps across it of either side, held to `low...high`.
  func limbusRings(
    _ centre: UnsafePointer<UInt8>, offsets: UnsafePointer<Int32>, count: Int, gap: Int,
    limits: StepLimits, samples: UnsafeMutablePointer<UInt8>, right: UnsafeMutablePointer<Int32>,
    left: UnsafeMutablePointer<Int32>)

  /// One step of a path of greatest gain that moves by one place at most: `out[i]` is the best of
  /// `previous[i]`, and `previous[i - 1]` and `previous[i + 1]` less `bend`, plus `gain[i]`; `back[i]`
  /// tells which (0, -1, 1). The first wins where they are equal. `previous` has a place of less
  /// than anything else on either side.
  func pathStep(
    previous: UnsafePointer<Int32>, gain: UnsafePointer<Int32>, bend: Int32, count: Int,
    out: UnsafeMutablePointer<Int32>, back: UnsafeMutablePointer<Int8>)

  /// Even and odd responses of one row: sums over `taps` weights and the values from each place on.
  func filterRow(
    _ values: UnsafePointer<Int16>, evenTaps: UnsafePointer<Int16>, oddTaps: UnsafePointer<Int16>,
    taps: Int, count: Int, even: UnsafeMutablePointer<Int32>, odd: UnsafeMutablePointer<Int32>)

  /// Bits that two codes have in common, and how many of those differ; stops early, with what was
  /// counted so far, after a quarter that brings the differing ones to `limit` or more.
  /// `count` is a multiple of 64.
  func differences(
    _ code: UnsafePointer<UInt32>, mask: UnsafePointer<UInt32>,
    with other: UnsafePointer<UInt32>, mask otherMask: UnsafePointer<UInt32>, count: Int,
    limit: Int32
  ) -> CodeDifferences
}

/// Boxes by which a dark disc is scored, in whole pixels, and the weights of the score:
/// `min(left, right) + (left + right) / 4 + below / 2 + above / 4 - dark * mean - deviation`, where
/// the first four are what a box outside is brighter than the one inside, `clamp` at most.
public struct DiscShape: Sendable, Hashable {
  /// Radius of the disc, as kept beside the score.
  public let radius: Float
  /// Half the side of the box inside.
  public let inner: Int32
  /// Where the boxes outside begin and end, from the centre.
  public let near, far: Int32
  /// Half the width of the boxes outside.
  public let half: Int32
  /// Largest difference that counts.
  public let clamp: Float
  /// Weight of the mean inside.
  public let dark: Float
  let innerShare: Float
  let outerShare: Float

  /// Takes the radius in pixels; boxes reach 0.65, 1.15 to 1.6 and 0.5 of it.
  public init(radius: Float, clamp: Float, dark: Float) {
    self.radius = radius
    inner = max(1, Int32((radius * 0.65).rounded()))
    near = max(inner + 1, Int32((radius * 1.15).rounded()))
    far = max(near + 1, Int32((radius * 1.6).rounded()))
    half = max(1, Int32((radius * 0.5).rounded()))
    self.clamp = clamp
    self.dark = dark
    innerShare = 1 / Float((2 * inner + 1) * (2 * inner + 1))
    outerShare = 1 / Float((2 * half + 1) * (far - near + 1))
  }
}

/// The range that a step of grey is held to, so that no direction may dominate.
public struct StepLimits: Sendable, Hashable {
  /// Smallest and largest step, and the one above which a direction counts as supporting.
  public let low, high, least: Int16

  /// Takes the three numbers.
  public init(low: Int16, high: Int16, least: Int16 = 0) {
    self.low = low
    self.high = high
    self.least = least
  }
}

/// What `pupilRings` measures on one ring.
public struct RingProfile: Sendable, Hashable {
  /// Weighted steps across the ring, and the weights of those above the least one.
  public var step: Int32 = 0
  /// Weights of the directions that support an edge.
  public var support: Int32 = 0
  /// Sum of the ring's grey, and of its squares.
  public var sum: Int32 = 0
  /// Sum of squared grey.
  public var square: Int32 = 0

  /// All zero.
  public init() {}
}

/// What `differences` counts.
public struct CodeDifferences: Sendable, Hashable {
  /// Bits that are valid in both codes.
  public let common: Int32
  /// Those of them that differ.
  public let differing: Int32

  /// Takes both numbers.
  public init(common: Int32, differing: Int32) {
    self.common = common
    self.differing = differing
  }
}
