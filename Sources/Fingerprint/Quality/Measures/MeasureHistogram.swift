// SPDX-License-Identifier: Apache-2.0

/// A list of local values summed up as ten counts, mean and standard deviation.
public struct MeasureHistogram: Sendable, Hashable {
  /// Number of classes.
  public static let classes = 10

  /// How many values fell into each class.
  public let counts: [Int]
  /// Mean of the list; 0 for an empty one.
  public let mean: Double
  /// Population standard deviation of the list.
  public let deviation: Double

  /// Sums up `values`; class k holds those with exactly k of the nine ascending bounds at or below.
  init(_ values: [Double], bounds: [Double]) {
    var counts = [Int](repeating: 0, count: Self.classes)
    var sum = 0.0
    var squares = 0.0
    for value in values {
      counts[min(bounds.count { $0 <= value }, Self.classes - 1)] += 1
      sum += value
      squares += value * value
    }
    let count = Double(max(values.count, 1))
    self.counts = counts
    mean = sum / count
    deviation = max(squares / count - mean * mean, 0).squareRoot()
  }
}
