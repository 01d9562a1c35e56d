// SPDX-License-Identifier: Apache-2.0

extension Fault {
  /// One to three faults among the first steps of a capture; the same for the same seed and number on
  /// every machine.
  public static func schedule(seed: UInt64, number: Int, steps: Int) -> [Fault] {
    var state = seed &+ UInt64(truncatingIfNeeded: number) &* 0x9e37_79b9_7f4a_7c15
    func next(_ limit: Int) -> Int {
      // SplitMix64 (Steele, Lea and Flood 2014).
      state &+= 0x9e37_79b9_7f4a_7c15
      var mixed = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
      return Int((mixed ^ mixed >> 31) % UInt64(limit))
    }
    return (0...next(3)).map { _ in
      Fault(Fault.Kind.allCases[next(Fault.Kind.allCases.count)], at: next(steps))
    }
  }
}
