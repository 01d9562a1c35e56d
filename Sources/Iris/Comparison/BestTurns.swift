// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The best three turns so far.
struct BestTurns {
  private(set) var first = RankedTurn.none
  private var second = RankedTurn.none
  private var third = RankedTurn.none

  /// Sorts a turn in, without branches: no processor can foresee them.
  mutating func keep(_ turn: Int32, _ likeness: TurnLikeness) {
    let found = RankedTurn(turn, likeness)
    let (a, b) = (min(first, found), max(first, found))
    let (c, d) = (min(second, b), max(second, b))
    (first, second, third) = (a, c, min(third, d))
  }

  /// Writes the turns beside all three, and tells how many.
  func neighbours(_ out: UnsafeMutablePointer<Int32>) -> Int {
    var number = first.neighbours(out)
    number += second.neighbours(out + number)
    return number + third.neighbours(out + number)
  }
}

/// A turn, its distance and its common bits in one number, so that nearer ones are less.
struct RankedTurn: Comparable {
  /// From the highest bit on: 32 of the distance, 16 of the turn from -100 on, 16 of common bits.
  private let rank: UInt64

  /// More than every turn; nothing is common.
  static let none = RankedTurn(rank: .max << 16)

  private init(rank: UInt64) { self.rank = rank }

  init(_ turn: Int32, _ likeness: TurnLikeness) {
    let isRare = abs(turn) > Int32(IrisComparator.usualTurn)
    let distance = likeness.distance + (isRare ? IrisComparator.rareTurnCost : 0)
    let bits = Int32(bitPattern: distance.bitPattern)
    // The patterns of negative numbers run backwards, and below those of positive ones.
    let order = UInt32(bitPattern: bits ^ (bits >> 31 | .min))
    let place = UInt64(order) << 32 | UInt64(UInt16(truncatingIfNeeded: turn + 100)) << 16
    let isDecided = likeness.common >= IrisComparator.leastBits
    rank = isDecided ? place | UInt64(UInt16(truncatingIfNeeded: likeness.common)) : .max << 16
  }

  static func < (a: RankedTurn, b: RankedTurn) -> Bool { a.rank < b.rank }

  /// The turn; beyond all that are tried where nothing was decided.
  var turn: Int { Int(rank >> 16 & 0xffff) - 100 }

  var comparison: IrisComparison {
    guard self < .none else { return .undecided }
    let order = Int32(truncatingIfNeeded: rank >> 32)
    let bits = UInt32(bitPattern: order ^ (~(order >> 31) | .min))
    return IrisComparison(
      distance: Float(bitPattern: bits), turn: turn, commonBits: Int(rank & 0xffff))
  }

  /// Writes the turns beside this one, and tells how many: 2, or none where nothing was decided or
  /// the range of turns ends.
  func neighbours(_ out: UnsafeMutablePointer<Int32>) -> Int {
    guard abs(turn) < IrisComparator.largestTurn else { return 0 }
    out[0] = Int32(turn) - 1
    out[1] = Int32(turn) + 1
    return 2
  }

  /// Writes the turns that follow after a step from another, and tells how many: none where there was
  /// no step or the range of turns ends.
  func next(after other: Int, _ out: UnsafeMutablePointer<Int32>) -> Int {
    guard turn != other, abs(turn) < IrisComparator.largestTurn else { return 0 }
    guard abs(turn - other) == 1 else { return neighbours(out) }
    out[0] = Int32(2 * turn - other)
    return 1
  }
}
