// SPDX-License-Identifier: Apache-2.0

/// The k-th smallest of a set of numbers, by Hoare's selection (1961).
enum OrderStatistic {
  /// Reorders `values`; `k` counts from 0 and must be below the count.
  static func select(_ k: Int, of values: Slice<UnsafeMutableBufferPointer<Float>>) -> Float {
    var values = values
    var low = values.startIndex
    var high = values.endIndex - 1
    let target = low + k
    while low < high {
      let pivot = values[(low + high) / 2]
      var i = low
      var j = high
      while i <= j {
        while values[i] < pivot { i += 1 }
        while values[j] > pivot { j -= 1 }
        if i <= j {
          values.swapAt(i, j)
          i += 1
          j -= 1
        }
      }
      if target <= j {
        high = j
      } else if target >= i {
        low = i
      } else {
        break
      }
    }
    return values[target]
  }
}
