// SPDX-License-Identifier: Apache-2.0

public import Imaging

/// Compares iris codes: the smallest normalised Hamming distance over all turns of the eye.
///
/// Every third turn is tried, then the neighbours of the best ones: the filter's wave is 11 columns
/// long, so that a turn which is off by one still shows the match.
public struct IrisComparator: Sendable {
  /// The loops to use; results are the same with all.
  public let kernels: Kernels

  /// Distance up to which two pictures show one eye. None of 578,842 pairs of different eyes of
  /// CASIA-Interval is below 0.354: a false match rate of less than 1 in 100,000. Poorer cameras
  /// (MMU1, MMU2) reach 1 in 10,000 with it.
  public static let threshold: Float = 0.35

  /// Bits that must be valid in both codes: fewer decide nothing, and an empty mask must never match.
  public static let leastBits = 600
  /// Largest turn that is tried to either side, in columns of 256: 46 degrees. Of 1880 pictures one
  /// is turned further; with 22.5 degrees the error rate of CASIA-Interval was 0.10 points higher.
  public static let largestTurn = 34
  /// Distances are brought to what they would be with this many bits (Daugman, "New methods in iris
  /// recognition", 2007).
  static let usualBits: Float = 4000
  /// Turns beyond this many columns, 22.5 degrees, are rare and cost `rareTurnCost`, so that trying
  /// them makes different eyes hardly more alike.
  static let usualTurn = 16
  static let rareTurnCost: Float = 0.02
  /// Distance at which no further turn is tried: no two eyes are that near by chance.
  static let sure: Float = 0.28

  /// Takes the loops to use.
  public init(kernels: Kernels = .best) { self.kernels = kernels }

  /// A code, prepared to be compared with many.
  public struct Probe: Sendable {
    /// The code, continued around on both sides.
    fileprivate let signs, mask: [UInt32]
  }

  /// Prepares a code.
  public func probe(_ code: IrisCode) -> Probe {
    func continued(_ words: [UInt32]) -> [UInt32] {
      Array(words.suffix(Self.largestTurn)) + words + Array(words.prefix(Self.largestTurn))
    }
    return Probe(signs: continued(code.signs), mask: continued(code.mask))
  }

  /// Compares two codes.
  public func compare(_ probe: IrisCode, _ reference: IrisCode) -> IrisComparison {
    compare(self.probe(probe), reference)
  }

  /// Compares a prepared code with another.
  public func compare(_ probe: Probe, _ reference: IrisCode) -> IrisComparison {
    probe.signs.withUnsafeBufferPointer { signs in
      probe.mask.withUnsafeBufferPointer { mask in
        guard let signs = signs.baseAddress, let mask = mask.baseAddress else {
          return .undecided
        }
        return search(signs + Self.largestTurn, mask + Self.largestTurn, reference)
      }
    }
  }

  /// Upright heads first, as a match among them ends the search; together every third turn of -33...33
  /// and 34. The loops take six at once.
  private static let upright: [Int32] = [-6, -3, 0, 3, 6, 9]
  private static let tilted: [Int32] = [
    -33, -30, -27, -24, -21, -18, -15, -12, -9, 12, 15, 18, 21, 24, 27, 30, 33, 34,
  ]

  private func search(
    _ signs: UnsafePointer<UInt32>, _ mask: UnsafePointer<UInt32>, _ reference: IrisCode
  ) -> IrisComparison {
    withUnsafeTemporaryAllocation(of: TurnLikeness.self, capacity: Self.tilted.count) { found in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: 6) { neighbours in
        guard let out = found.baseAddress, let turns = neighbours.baseAddress else {
          return .undecided
        }
        var best = BestTurns()
        compare(signs, mask, reference, Self.upright, Self.upright.count, out, &best)
        if best.first.comparison.distance >= Self.sure {
          compare(signs, mask, reference, Self.tilted, Self.tilted.count, out, &best)
        }
        var number = best.neighbours(turns)
        // A match that ended the search early may lie two turns beside the best one: on in the
        // same direction as long as that is better.
        while number > 0 {
          let turn = best.first.turn
          compare(signs, mask, reference, turns, number, out, &best)
          number = best.first.next(after: turn, turns)
        }
        return best.first.comparison
      }
    }
  }

  @inline(__always)
  private func compare(
    _ signs: UnsafePointer<UInt32>, _ mask: UnsafePointer<UInt32>, _ reference: IrisCode,
    _ turns: UnsafePointer<Int32>, _ number: Int, _ out: UnsafeMutablePointer<TurnLikeness>,
    _ best: inout BestTurns
  ) {
    kernels.iris.compareTurns(
      reference.signs, mask: reference.mask, with: signs, mask: mask, count: IrisCode.columns,
      turns: turns, number: number, usual: Self.usualBits, out: out)
    for n in 0..<number { best.keep(turns[n], out[n]) }
  }
}
