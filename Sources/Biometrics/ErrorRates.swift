// SPDX-License-Identifier: Apache-2.0

/// How often a comparison errs, from scores of pairs whose truth is known (ISO/IEC 19795-1).
///
/// A pair matches when its score is at least the threshold; higher is more alike.
public struct ErrorRates: Sendable, Hashable {
  /// Scores of pairs of the same finger or eye, lowest first.
  public let genuine: [Float]
  /// Scores of pairs of different ones, lowest first.
  public let impostor: [Float]

  /// Takes scores in any order; nil when either list is empty or holds not-a-number.
  public init?(genuine: [Float], impostor: [Float]) {
    guard !genuine.isEmpty, !impostor.isEmpty, !genuine.contains(where: \.isNaN),
      !impostor.contains(where: \.isNaN)
    else { return nil }
    self.genuine = genuine.sorted()
    self.impostor = impostor.sorted()
  }

  /// One point of the detection error trade-off.
  public struct Point: Sendable, Hashable {
    /// Lowest score that matches.
    public let threshold: Float
    /// False match rate: share of impostor scores at or above the threshold.
    public let fmr: Double
    /// False non-match rate: share of genuine scores under the threshold.
    public let fnmr: Double
  }

  /// Every point where a rate changes, by rising threshold; the last one matches nothing.
  public var curve: [Point] {
    var points: [Point] = []
    var (g, i) = (0, 0)
    while g < genuine.count || i < impostor.count {
      let next = min(
        g < genuine.count ? genuine[g] : .infinity, i < impostor.count ? impostor[i] : .infinity)
      points.append(point(next, g, i))
      while g < genuine.count, genuine[g] == next { g += 1 }
      while i < impostor.count, impostor[i] == next { i += 1 }
      if next == .infinity { break }
    }
    points.append(point(.infinity, genuine.count, impostor.count))
    return points
  }

  private func point(_ threshold: Float, _ g: Int, _ i: Int) -> Point {
    Point(
      threshold: threshold, fmr: 1 - Double(i) / Double(impostor.count),
      fnmr: Double(g) / Double(genuine.count))
  }

  /// Equal error rate: the middle of the interval in which the two step curves cross, as the FVC
  /// competitions report it.
  public var equalErrorRate: Double {
    let curve = curve
    guard let k = curve.firstIndex(where: { $0.fnmr >= $0.fmr }) else { return 1 }
    let after = curve[k]
    guard k > 0, after.fmr != after.fnmr else { return (after.fmr + after.fnmr) / 2 }
    // Of the points around the crossing, the one whose rates are lower bounds it.
    return min(curve[k - 1].fmr + curve[k - 1].fnmr, after.fmr + after.fnmr) / 2
  }

  /// The lowest threshold with a false match rate of at most `fmr`.
  public func point(atFMR fmr: Double) -> Point {
    curve.first { $0.fmr <= fmr } ?? point(.infinity, genuine.count, impostor.count)
  }
}
