// SPDX-License-Identifier: Apache-2.0

/// A weighted sum of rows of samples: which rows, and how much of each.
///
/// Filtering down columns adds rows of the image; filtering along a row adds that row to itself,
/// moved by one sample for each tap.
///
/// It holds pointers only: the rows must outlive it.
struct RowSum: ~Copyable {
  private let rows: UnsafeMutablePointer<UnsafePointer<Float>?>
  private let weights: UnsafeMutablePointer<Float>
  private let capacity: Int
  private var count = 0

  /// Takes the most rows it will have to add.
  init(capacity: Int) {
    self.capacity = capacity
    rows = .allocate(capacity: capacity)
    rows.initialize(repeating: nil, count: capacity)
    weights = .allocate(capacity: capacity)
    weights.initialize(repeating: 0, count: capacity)
  }

  deinit {
    rows.deallocate()
    weights.deallocate()
  }

  /// Forgets all rows.
  mutating func clear() { count = 0 }

  /// Appends a row, at most as many as the capacity.
  mutating func append(_ row: UnsafePointer<Float>, weight: Float) {
    precondition(count < capacity, "more taps than the filters have")
    rows[count] = row
    weights[count] = weight
    count += 1
  }

  /// Adds `length` samples of the rows, from their sample `start` on.
  func add(
    from start: Int = 0, count length: Int, into out: UnsafeMutablePointer<Float>,
    _ kernels: any WSQKernels
  ) {
    kernels.weightedSum(
      rows, weights: weights, taps: count, start: start, count: length, out: out)
  }
}
