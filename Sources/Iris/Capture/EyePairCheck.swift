// SPDX-License-Identifier: Apache-2.0

/// Whether two pictures that should show a left and a right eye show the same eye twice.
///
/// The eyes of one person differ like those of two: of 3625 such pairs the nearest had distance 0.38.
public enum EyePairCheck: Sendable, Hashable {
  /// Two eyes.
  case different
  /// One eye twice: the operator must say which, and capture the other.
  case sameEyeTwice
  /// Too little of the irises is seen to tell.
  case undecided

  /// Takes the comparison of both pictures.
  public init(_ comparison: IrisComparison) {
    guard comparison.isDecided else {
      self = .undecided
      return
    }
    self = comparison.distance <= IrisComparator.threshold ? .sameEyeTwice : .different
  }
}
