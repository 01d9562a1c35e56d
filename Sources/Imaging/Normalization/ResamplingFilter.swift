// SPDX-License-Identifier: Apache-2.0

/// The weights with which the pixels of one axis are resampled, in whole numbers, so that results
/// are the same bits on every machine.
///
/// Lanczos' window with three lobes (Duchon 1979): where the image is reduced the filter widens with
/// it, so that nothing finer than the new pixels is folded into the ridges.
struct ResamplingFilter {
  /// Lobes on each side: with 3 the pass band reaches four fifths of the finest detail.
  private static let lobes = 3.0
  /// Binary digits behind the point of a weight.
  static let weightBits = 14
  /// Taps are filled up with weights of 0 to a multiple of this, for loops of fixed length.
  static let group = 8

  /// Weights for each result pixel.
  let taps: Int
  /// For each result pixel, the first source pixel.
  private(set) var starts: [Int] = []
  /// For each result pixel, its taps; each group sums to 1 exactly.
  private(set) var weights: [Int16] = []

  /// Takes the pixels of the source axis and how many of them lie on one result pixel.
  init(count: Int, ratio: Double) {
    let resultCount = max(1, Int((Double(count) / ratio).rounded()))
    let reach = Self.lobes * max(1, ratio)
    let used = Int((2 * reach).rounded(.up)) + 1
    taps = (used + Self.group - 1) / Self.group * Self.group
    starts.reserveCapacity(resultCount)
    weights.reserveCapacity(resultCount * taps)
    var exact = [Double](repeating: 0, count: taps)
    for index in 0..<resultCount {
      let centre = (Double(index) + 0.5) * ratio - 0.5
      let first = Int((centre - reach).rounded(.up))
      let start = min(max(first, 0), max(count - used, 0))
      starts.append(start)
      for tap in 0..<taps { exact[tap] = 0 }
      for source in first..<first + used {
        let place = min(max(source, 0), count - 1) - start
        exact[place] += Self.lanczos((Double(source) - centre) / max(1, ratio))
      }
      append(exact)
    }
  }

  var resultCount: Int { starts.count }

  private static func lanczos(_ x: Double) -> Double {
    let place = Int(abs(x) * stepsPerLobe + 0.5)
    return place < curve.count ? curve[place] : 0
  }

  /// Steps of the curve below: an error of half a step moves an edge by a two-thousandth of a pixel.
  private static let stepsPerLobe = 1024.0

  /// One side of the curve, made once: sines are dear.
  private static let curve: [Double] = (0..<Int(lobes * stepsPerLobe)).map { step in
    guard step > 0 else { return 1 }
    let angle = Double.pi * Double(step) / stepsPerLobe
    return lobes * Elementary.sin(angle) * Elementary.sin(angle / lobes) / (angle * angle)
  }

  /// Appends fixed-point weights of sum 1; what rounding leaves over goes to the largest.
  private mutating func append(_ exact: [Double]) {
    let one = 1 << Self.weightBits
    var sum = 0.0
    for weight in exact { sum += weight }
    let scale = Double(one) / sum
    let first = weights.count
    var left = one
    var largest = first
    for weight in exact {
      let fixed = Int16((weight * scale).rounded())
      weights.append(fixed)
      left -= Int(fixed)
      if fixed > weights[largest] { largest = weights.count - 1 }
    }
    weights[largest] += Int16(left)
  }
}
