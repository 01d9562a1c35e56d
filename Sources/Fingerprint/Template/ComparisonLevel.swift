// SPDX-License-Identifier: Apache-2.0

/// How much of a template takes part in a comparison; each level includes the ones before it.
///
/// Two templates are compared at the highest level that both carry.
public enum ComparisonLevel: Int, Sendable, Hashable, Comparable, CaseIterable {
  /// Minutiae alone: all that interchange records (ISO/IEC 19794-2, INCITS 378) hold.
  case minutiae = 1
  /// Minutiae and orientation field.
  case orientation = 2
  /// Minutiae, orientation field and ridge map.
  case ridges = 3

  /// Orders by content.
  public static func < (lhs: ComparisonLevel, rhs: ComparisonLevel) -> Bool {
    lhs.rawValue < rhs.rawValue
  }
}
