// SPDX-License-Identifier: Apache-2.0

internal import Imaging

/// The most similar pairs of minutiae.
enum Candidates {
  /// Least similarity, 200 = 1.
  private static let least: UInt8 = 40
  /// Similar pairs looked at for each one kept: most share their minutiae with better ones.
  private static let surplus = 4

  /// Writes the most similar pairs to `workspace.hypotheses`, best first, and gives their number.
  static func select(_ pair: TemplatePair) -> Int {
    let cut = cut(pair, wanted: surplus * pair.parameters.candidates)
    let found = gather(pair, cut)
    return limit(sort(pair, found, cut), pair)
  }

  /// The largest similarity that so many pairs have or exceed, by halving; `least` if there are not
  /// so many.
  private static func cut(_ pair: TemplatePair, wanted: Int) -> UInt8 {
    let similarity = UnsafePointer(pair.workspace.similarity.base)
    var (low, high) = (Int(least), 256)
    while high - low > 1 {
      let middle = (low + high) / 2
      let count = pair.kernels.countAtLeast(
        UInt8(middle), of: similarity, count: pair.b.count * pair.rowStride)
      if count >= wanted { low = middle } else { high = middle }
    }
    return UInt8(low)
  }

  /// Lists the places in the matrix that hold `cut` or more, as many as the workspace holds.
  private static func gather(_ pair: TemplatePair, _ cut: UInt8) -> Int {
    let (w, count) = (pair.workspace, pair.b.count * pair.rowStride)
    pair.kernels.markAtLeast(
      cut, of: w.similarity.base, count: count, out: w.near.base)
    var found = 0
    for word in 0..<count / 32 {
      var bits = w.near.base[word]
      while bits != 0, found < w.candidates.count {
        w.candidates.base[found] = UInt16(32 * word + bits.trailingZeroBitCount)
        bits &= bits - 1
        found += 1
      }
    }
    return found
  }

  /// Sorts the listed places by falling similarity, equal ones as they come.
  private static func sort(
    _ pair: TemplatePair, _ count: Int, _ cut: UInt8
  ) -> UnsafeBufferPointer<UInt16> {
    let w = pair.workspace
    let (listed, sorted) = (w.candidates.base, w.sortedCandidates.base)
    let similarity = w.similarity.base
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 257) { starts in
      starts.initialize(repeating: 0)
      for k in 0..<count { starts[256 - Int(similarity[Int(listed[k])])] += 1 }
      for value in 1..<257 - Int(cut) { starts[value] += starts[value - 1] }
      for k in 0..<count {
        let bin = 255 - Int(similarity[Int(listed[k])])
        sorted[Int(starts[bin])] = listed[k]
        starts[bin] += 1
      }
    }
    return UnsafeBufferPointer(start: sorted, count: count)
  }

  /// Keeps the first pairs in which no minutia takes part too often.
  private static func limit(_ sorted: UnsafeBufferPointer<UInt16>, _ pair: TemplatePair) -> Int {
    let p = pair.parameters
    let out = pair.workspace.hypotheses.base
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 512) { used in
      used.initialize(repeating: 0)
      var kept = 0
      for place in sorted where kept < p.candidates {
        let (j, i) = Int(place).quotientAndRemainder(dividingBy: pair.rowStride)
        guard used[i] < p.candidatesPerMinutia, used[256 + j] < p.candidatesPerMinutia else {
          continue
        }
        used[i] += 1
        used[256 + j] += 1
        out[kept] = Hypothesis(first: UInt8(i), second: UInt8(j), support: 0)
        kept += 1
      }
      return kept
    }
  }
}
