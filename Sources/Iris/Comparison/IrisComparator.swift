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
        var search = TurnSearch()
        for turns in Self.coarseTurns {
          compare(signs, mask, reference, turns, &search)
          if search.best[0].distance < Self.sure { break }
        }
        let places = search.best
        for number in 0..<3 where places[number].isDecided {
          compareNeighbours(of: places[number], signs, mask, reference, &search)
        }
        climb(from: places[0], signs, mask, reference, &search)
        return search.best[0]
      }
    }
  }

  private func compareNeighbours(
    of place: IrisComparison, _ signs: UnsafePointer<UInt32>, _ mask: UnsafePointer<UInt32>,
    _ reference: IrisCode, _ search: inout TurnSearch
  ) {
    guard abs(place.turn) < Self.largestTurn else { return }
    let neighbours = Turns(first: place.turn - 1, step: 2, count: 2)
    compare(signs, mask, reference, neighbours, &search)
  }

  /// Goes on to neighbours as long as they are better: a match that ended the search early may lie
  /// two turns beside the best one.
  private func climb(
    from start: IrisComparison, _ signs: UnsafePointer<UInt32>, _ mask: UnsafePointer<UInt32>,
    _ reference: IrisCode, _ search: inout TurnSearch
  ) {
    var place = start
    while search.best[0].turn != place.turn {
      place = search.best[0]
      compareNeighbours(of: place, signs, mask, reference, &search)
    }
  }

  /// Evenly spaced turns.
  private struct Turns {
    let first, step, count: Int
  }

  /// Upright heads first; together every third turn of -33...33.
  private static let coarseTurns = [
    Turns(first: -6, step: 3, count: 5), Turns(first: -33, step: 3, count: 9),
    Turns(first: 9, step: 3, count: 9),
  ]

  private func compare(
    _ signs: UnsafePointer<UInt32>, _ mask: UnsafePointer<UInt32>, _ reference: IrisCode,
    _ turns: Turns, _ search: inout TurnSearch
  ) {
    withUnsafeTemporaryAllocation(of: TurnBits.self, capacity: turns.count) { bits in
      guard let out = bits.baseAddress else { return }
      kernels.iris.compareTurns(
        reference.signs, mask: reference.mask, with: signs + Self.largestTurn,
        mask: mask + Self.largestTurn, count: IrisCode.columns, first: turns.first,
        step: turns.step, turns: turns.count, out: out)
      for number in 0..<turns.count {
        search.keep(turn: turns.first + number * turns.step, out[number])
      }
    }
  }
}

/// The best three turns so far.
private struct TurnSearch {
  var best: InlineArray<3, IrisComparison> = .init(repeating: .undecided)

  mutating func keep(turn: Int, _ bits: TurnBits) {
    guard bits.common >= IrisComparator.leastBits else { return }
    let common = Float(bits.common)
    let gain = (common / IrisComparator.usualBits).squareRoot()
    let cost = abs(turn) > IrisComparator.usualTurn ? IrisComparator.rareTurnCost : 0
    let distance = 0.5 - (0.5 - Float(bits.differing) / common) * gain + cost
    guard distance < best[2].distance else { return }
    best[2] = IrisComparison(distance: distance, turn: turn, commonBits: Int(bits.common))
    if best[2].distance < best[1].distance { best.swapAt(1, 2) }
    if best[1].distance < best[0].distance { best.swapAt(0, 1) }
  }
}
