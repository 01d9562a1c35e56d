// SPDX-License-Identifier: Apache-2.0

/// The most similar pairs of minutiae.
enum Candidates {
  /// Least similarity, 200 = 1.
  private static let least = 40

  /// Writes the most similar pairs to `workspace.hypotheses`, best first, and gives their number.
  static func select(_ pair: TemplatePair) -> Int {
    let (countA, countB, rowStride) = (pair.a.count, pair.b.count, pair.rowStride)
    let (p, workspace) = (pair.parameters, pair.workspace)
    let similarity = UnsafePointer(workspace.similarity.base)
    return histogramSelect(similarity, countA, countB, rowStride, p, workspace)
  }

  private static func histogramSelect(
    _ similarity: UnsafePointer<UInt8>, _ countA: Int, _ countB: Int, _ rowStride: Int,
    _ p: ComparisonParameters, _ workspace: ComparisonWorkspace
  ) -> Int {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 256) { histogram in
      histogram.initialize(repeating: 0)
      for j in 0..<countB {
        for i in 0..<countA { histogram[Int(similarity[j * rowStride + i])] += 1 }
      }
      let cut = placeBins(histogram, wanted: 4 * p.candidates)
      let found = sort(similarity, countA, countB, rowStride, cut, histogram, workspace.candidates)
      return limit(workspace.candidates.base, found, p, workspace.hypotheses.base)
    }
  }

  /// Turns counts into the first place of each value in falling order; gives the least value kept.
  private static func placeBins(
    _ histogram: UnsafeMutableBufferPointer<Int32>, wanted: Int
  ) -> Int {
    var total: Int32 = 0
    var value = 255
    while value >= least, total < wanted {
      let count = histogram[value]
      histogram[value] = total
      total += count
      value -= 1
    }
    return value + 1
  }

  /// Counting sort of the pairs that are similar enough.
  private static func sort(
    _ similarity: UnsafePointer<UInt8>, _ countA: Int, _ countB: Int, _ rowStride: Int, _ cut: Int,
    _ places: UnsafeMutableBufferPointer<Int32>, _ out: borrowing Scratch<UInt16>
  ) -> Int {
    var found = 0
    for j in 0..<countB {
      for i in 0..<countA {
        let value = Int(similarity[j * rowStride + i])
        guard value >= cut else { continue }
        let place = Int(places[value])
        places[value] += 1
        guard place < out.count else { continue }
        out.base[place] = UInt16(i << 8 | j)
        found += 1
      }
    }
    return found
  }

  /// Keeps the first pairs in which no minutia takes part too often.
  private static func limit(
    _ sorted: UnsafePointer<UInt16>, _ count: Int, _ p: ComparisonParameters,
    _ out: UnsafeMutablePointer<Hypothesis>
  ) -> Int {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 512) { used in
      used.initialize(repeating: 0)
      var kept = 0
      for k in 0..<count where kept < p.candidates {
        let (i, j) = (Int(sorted[k] >> 8), Int(sorted[k] & 255))
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
