// SPDX-License-Identifier: Apache-2.0

/// A profile along x with the straight line through it: positions below the line are ridge, the
/// others valley.
struct RidgeProfile {
  /// The line's grey at each position.
  let line: InlineArray<32, Double>
  /// Bit p: position p is ridge.
  let ridges: UInt32

  /// Least squares over the positions 1...32. NFIQ 2 rounds the coefficients to 1e-10, which keeps
  /// the sides of profiles that lie on their line.
  init(_ sums: UnsafePointer<UInt16>) {
    let count = TurnedProfile.positions
    let depth = Double(TurnedProfile.depth)
    var (sum, moment) = (0, 0)
    for p in 0..<count {
      sum += Int(sums[p])
      moment += (p + 1) * Int(sums[p])
    }
    // Sums of 1...32 and of their squares.
    let (first, second) = (528, 11440)
    let divisor = Double(count * second - first * first) * depth
    let slope = Self.rounded(Double(count * moment - first * sum) / divisor)
    let intercept = Self.rounded(Double(second * sum - first * moment) / divisor)
    var line = InlineArray<32, Double>(repeating: 0)
    var ridges: UInt32 = 0
    for p in 0..<count {
      line[p] = Double(p + 1) * slope + intercept
      if Double(sums[p]) / depth < line[p] { ridges |= 1 << UInt32(p) }
    }
    self.line = line
    self.ridges = ridges
  }

  func isRidge(_ position: Int) -> Bool { ridges >> UInt32(position) & 1 != 0 }

  /// The first positions of all runs but the one at the left edge, among the first `count`.
  func transitions(among count: Int = TurnedProfile.positions) -> TransitionList {
    var list = TransitionList()
    for p in 1..<count where isRidge(p) != isRidge(p - 1) { list.append(p) }
    return list
  }

  private static func rounded(_ value: Double) -> Double { (value * 1e10).rounded() / 1e10 }
}

/// Up to 31 places where ridge turns to valley or back.
struct TransitionList {
  private(set) var count = 0
  private var places = InlineArray<32, UInt8>(repeating: 0)

  mutating func append(_ place: Int) {
    places[count] = UInt8(truncatingIfNeeded: place)
    count += 1
  }

  subscript(index: Int) -> Int { Int(places[index]) }
}
