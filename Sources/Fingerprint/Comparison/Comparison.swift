// SPDX-License-Identifier: Apache-2.0

/// The result of comparing two templates.
public struct Comparison: Sendable, Hashable {
  /// How alike the two are: 10 times -log10 of the share of pairs of different fingers that score
  /// as high, so 30 is a false match rate of 1 in 1,000 whatever the level.
  ///
  /// 0 at least; above 40 it is extrapolated and only says "more alike".
  public let score: Float
  /// The level that the two were compared at.
  public let level: ComparisonLevel
  /// False when a template has too few minutiae to say anything: neither the same finger nor
  /// different ones.
  public let isDecided: Bool
  /// Minutiae matched one to one.
  public let pairCount: Int
  /// How the probe lies on the reference; nil when no alignment was found.
  public let alignment: Placement?

  /// The score at which one in 100 pairs of different fingers match.
  public static let thresholdAtFMR100: Float = 20
  /// The score at which one in 1,000 pairs of different fingers match.
  public static let thresholdAtFMR1000: Float = 30
  /// The score at which one in 10,000 pairs of different fingers match.
  public static let thresholdAtFMR10000: Float = 40

  /// A rotation about the origin of the image, then a shift.
  public struct Placement: Sendable, Hashable {
    /// Degrees counter-clockwise as seen on the image, -180 to under 180.
    public let rotation: Float
    /// Pixels at 500 ppi to the right.
    public let shiftX: Float
    /// Pixels at 500 ppi downwards.
    public let shiftY: Float
  }
}
