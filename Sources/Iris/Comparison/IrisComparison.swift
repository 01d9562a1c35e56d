// SPDX-License-Identifier: Apache-2.0

/// What comparing two iris codes found.
public struct IrisComparison: Sendable, Hashable {
  /// Normalised Hamming distance: 0 for the same picture, about 0.45 for different eyes, 1 where too
  /// few bits are common to decide.
  public let distance: Float
  /// By how many columns of 256 one eye is turned against the other.
  public let turn: Int
  /// Bits that are valid in both codes at that turn.
  public let commonBits: Int

  /// Fewer common bits than decide anything.
  static let undecided = IrisComparison(distance: 1, turn: 0, commonBits: 0)

  /// Whether enough bits are common.
  public var isDecided: Bool { commonBits >= IrisComparator.leastBits }
}
