// SPDX-License-Identifier: Apache-2.0

/// Vectors with each measure sorted into at most 255 classes.
final class MeasureClasses {
  static let most = 255

  /// Upper bounds of the classes of each measure but the last.
  let bounds: [[Float]]
  let measures: Int
  let count: Int
  /// Vector by vector, a class for each measure.
  let classes: [UInt8]

  init(_ vectors: [[Float]]) {
    let measures = vectors.first?.count ?? 0
    let bounds = (0..<measures).map { k in Self.bounds(vectors.map { $0[k] }) }
    self.measures = measures
    self.bounds = bounds
    count = vectors.count
    classes = vectors.flatMap { vector in
      (0..<measures).map { UInt8(Self.place(of: vector[$0], in: bounds[$0])) }
    }
  }

  /// Up to 254 values that split the column into parts of equal size.
  private static func bounds(_ column: [Float]) -> [Float] {
    let sorted = column.sorted()
    var bounds: [Float] = []
    for k in 1..<most {
      let value = sorted[k * sorted.count / most]
      if value < sorted[sorted.count - 1], bounds.last.map({ $0 < value }) ?? true {
        bounds.append(value)
      }
    }
    return bounds
  }

  /// Number of bounds below the value.
  private static func place(of value: Float, in bounds: [Float]) -> Int {
    var (low, high) = (0, bounds.count)
    while low < high {
      let middle = (low + high) / 2
      if bounds[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
