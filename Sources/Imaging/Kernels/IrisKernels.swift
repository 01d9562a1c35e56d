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

  /// Looks for the ring at which a dark even disc ends, around 16 neighbouring centres at once.
  ///
  /// Rings from 0 to `count - 1` have 32 points each, at `offsets` from a centre. Ring `r` scores
  /// `(steps + support * supporting) / weights - bright * max(0, mean - black) - uneven * deviation`:
  /// the steps from ring `r - 1` to `r + 1`, held to a range and weighted by direction; the weights of
  /// the directions with a larger step than the least; mean and standard deviation of grey inside.
  /// `best` and `radii` keep the highest score of rings from `smallest` to `count - 2` for each centre.
  /// `samples` has room for `512 * count` bytes.
  func pupilRings(
    _ centres: UnsafePointer<UInt8>, offsets: UnsafePointer<Int32>, count: Int, smallest: Int,
    weights: UnsafePointer<UInt8>, rules: PupilRingRules, samples: UnsafeMutablePointer<UInt8>,
    best: UnsafeMutablePointer<Float>, radii: UnsafeMutablePointer<Float>)

  /// Looks for the ring at which an iris ends on both sides, around 16 neighbouring centres at once.
  ///
  /// Each of `count` rings has 16 points on the right and then 16 on the left. Ring `r` scores
  /// `(right + left) / 4 + min(right, left) / 2`: mean steps from ring `r - gap` to `r + gap`, held
  /// to a range. `best` and `radii` keep the highest score of rings from `gap` to `count - gap - 1`
  /// for each centre, radii counted from the first ring. `samples` has room for `512 * count` bytes.
  func limbusRings(
    _ centres: UnsafePointer<UInt8>, offsets: UnsafePointer<Int32>, count: Int, gap: Int,
    limits: StepLimits, samples: UnsafeMutablePointer<UInt8>, best: UnsafeMutablePointer<Float>,
    radii: UnsafeMutablePointer<Float>)

  /// One step of a path of greatest gain that moves by one place at most: `out[i]` is the best of
  /// `previous[i]`, and `previous[i - 1]` and `previous[i + 1]` less `bend`, plus `gain[i]`; `back[i]`
  /// tells which (0, -1, 1). The first wins where they are equal. `previous` has a place of less
  /// than anything else on either side.
  func pathStep(
    previous: UnsafePointer<Int32>, gain: UnsafePointer<Int32>, bend: Int32, count: Int,
    out: UnsafeMutablePointer<Int32>, back: UnsafeMutablePointer<Int8>)

  /// Grey between the pixels of a picture by bilinear interpolation, in sixteenths, rounded down.
  ///
  /// Places have 16 fractional bits, of which the upper 8 count; each needs a pixel to its right and
  /// one below.
  func sample(
    _ pixels: UnsafePointer<UInt8>, stride: Int, x: UnsafePointer<Int32>,
    y: UnsafePointer<Int32>, count: Int, out: UnsafeMutablePointer<Int16>)

  /// Adds to `counts`, four tables of 256 whose sum counts, how often each grey occurs.
  func countGreys(
    _ pixels: UnsafePointer<UInt8>, count: Int, counts: UnsafeMutablePointer<UInt32>)

  /// Even and odd responses of one row: sums over `taps` weights and the values from each place on.
  func filterRow(
    _ values: UnsafePointer<Int16>, evenTaps: UnsafePointer<Int16>, oddTaps: UnsafePointer<Int16>,
    taps: Int, count: Int, even: UnsafeMutablePointer<Int32>, odd: UnsafeMutablePointer<Int32>)

  /// Sum of the squares of the responses of a 9x9 band-pass filter (see `BandPass`) at `count` pixels of
  /// a row, 4 apart from the first one on; at most 16384.
  func bandPower(_ first: UnsafePointer<UInt8>, stride: Int, count: Int) -> Int64

  /// How alike two codes are at each of `number` turns, in words. `other` and `otherMask` point to the
  /// word of turn 0. `count` is a multiple of 16. See `TurnLikeness` for `usual`.
  func compareTurns(
    _ code: UnsafePointer<UInt32>, mask: UnsafePointer<UInt32>,
    with other: UnsafePointer<UInt32>, mask otherMask: UnsafePointer<UInt32>, count: Int,
    turns: UnsafePointer<Int32>, number: Int, usual: Float,
    out: UnsafeMutablePointer<TurnLikeness>)
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

/// A Laplacian of a Gaussian of 1.4 pixels in whole numbers, which sum to 0.
enum BandPass {
  /// A quarter of the filter: rows from the middle outwards, each from the middle outwards.
  static let quarter: [[Int32]] = [
    [-40, -24, 0, 5, 2],
    [-24, -12, 3, 5, 2],
    [0, 3, 5, 4, 1],
    [5, 5, 4, 2, 1],
    [2, 2, 1, 1, 0],
  ]
}

/// The range that a step of grey is held to, so that no direction may dominate.
public struct StepLimits: Sendable, Hashable {
  /// Smallest and largest step, within -255...255.
  public let low, high: Int16

  /// Takes both numbers.
  public init(low: Int16, high: Int16) {
    self.low = low
    self.high = high
  }
}

/// How `pupilRings` scores a ring.
public struct PupilRingRules: Sendable, Hashable {
  /// Range of one direction's step.
  public var limits: StepLimits
  /// The step above which a direction supports the ring.
  public var least: Int16
  /// Reward when all directions support the ring.
  public var support: Float
  /// Penalty for each grey level that the mean inside is above `black`.
  public var bright: Float
  /// Penalty for each grey level of standard deviation inside.
  public var uneven: Float
  /// Grey that next to nothing is darker than.
  public var black: Float
  /// 1 over the sum of the directions' weights.
  public var share: Float

  /// Takes all numbers.
  public init(
    limits: StepLimits, least: Int16, support: Float, bright: Float, uneven: Float, black: Float,
    share: Float
  ) {
    self.limits = limits
    self.least = least
    self.support = support
    self.bright = bright
    self.uneven = uneven
    self.black = black
    self.share = share
  }
}

/// How alike two codes are at one turn.
public struct TurnLikeness: Sendable, Hashable {
  /// Bits that are valid in both codes.
  public var common: Int32 = 0
  /// `0.5 - (0.5 - d / c) * sqrt(c / usual)` with c common bits (at least 1), of which d differ: the
  /// Hamming distance as it would be with the usual number of common bits.
  public var distance: Float = 0

  /// Nothing compared.
  public init() {}
}
