// SPDX-License-Identifier: Apache-2.0

import Fingerprint

/// Gradient boosting of regression trees on squared error (Friedman, "Greedy function approximation",
/// 2001), with inputs sorted into at most 255 classes.
struct BoostedTrees {
  /// Trees; more fit closer and make a larger file.
  var trees = 520
  /// Splits from root to leaf.
  var depth = 6
  /// Share of each tree's answer that is taken.
  var rate: Float = 0.1
  /// Vectors that a leaf needs.
  var leastInLeaf = 20

  private static let classes = 255

  /// Fits the labels; vectors are given column by column: one array for each input.
  func fit(_ columns: [[Float]], _ labels: [Float]) throws -> DecisionForest {
    let thresholds = columns.map(Self.thresholds)
    let classes = zip(columns, thresholds).map { column, bounds in
      column.map { UInt8(truncatingIfNeeded: Self.place(of: $0, in: bounds)) }
    }
    let base = labels.reduce(0, +) / Float(max(labels.count, 1))
    var rest = labels.map { $0 - base }
    var forest = ForestDraft(start: base)
    for _ in 0..<trees {
      try forest.beginTree()
      var tree = Growth(parent: self, thresholds: thresholds, classes: classes, rest: rest)
      try tree.grow(Array(labels.indices.map(Int32.init)), depth: 0, into: &forest)
      rest = tree.rest
    }
    return try forest.finish()
  }

  /// Up to 254 values that split the column into parts of equal size.
  private static func thresholds(_ column: [Float]) -> [Float] {
    let sorted = column.sorted()
    var bounds: [Float] = []
    for k in 1..<classes {
      let value = sorted[k * sorted.count / classes]
      if bounds.last.map({ $0 < value }) ?? true { bounds.append(value) }
    }
    return bounds
  }

  /// Number of thresholds below the value.
  private static func place(of value: Float, in bounds: [Float]) -> Int {
    var (low, high) = (0, bounds.count)
    while low < high {
      let middle = (low + high) / 2
      if bounds[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Grows one tree and takes its answers off what is left of the labels.
  private struct Growth {
    let parent: BoostedTrees
    let thresholds: [[Float]]
    let classes: [[UInt8]]
    var rest: [Float]

    mutating func grow(
      _ members: [Int32], depth: Int, into forest: inout ForestDraft
    ) throws {
      guard depth < parent.depth, let (input, place) = bestSplit(members) else {
        let mean = members.reduce(0) { $0 + rest[Int($1)] } / Float(max(members.count, 1))
        let step = parent.rate * mean
        for member in members { rest[Int(member)] -= step }
        return try forest.addLeaf(step)
      }
      try forest.addSplit(input: input, threshold: thresholds[input][place])
      let column = classes[input]
      try grow(members.filter { Int(column[Int($0)]) <= place }, depth: depth + 1, into: &forest)
      try grow(members.filter { Int(column[Int($0)]) > place }, depth: depth + 1, into: &forest)
    }

    /// The input and class whose split explains most of the variance; nil where none does.
    private func bestSplit(_ members: [Int32]) -> (input: Int, place: Int)? {
      let total = members.reduce(0) { $0 + rest[Int($1)] }
      var best: (gain: Float, input: Int, place: Int)?
      for input in classes.indices {
        var sums = [Float](repeating: 0, count: BoostedTrees.classes + 1)
        var counts = [Int32](repeating: 0, count: BoostedTrees.classes + 1)
        let column = classes[input]
        for member in members {
          let place = Int(column[Int(member)])
          sums[place] += rest[Int(member)]
          counts[place] += 1
        }
        var (sum, count) = (Float(0), 0)
        for place in thresholds[input].indices {
          sum += sums[place]
          count += Int(counts[place])
          let others = members.count - count
          guard count >= parent.leastInLeaf, others >= parent.leastInLeaf else { continue }
          let gain = sum * sum / Float(count) + (total - sum) * (total - sum) / Float(others)
          if gain > best?.gain ?? (total * total / Float(members.count) + 1e-3) {
            best = (gain, input, place)
          }
        }
      }
      return best.map { ($0.input, $0.place) }
    }
  }
}
