// SPDX-License-Identifier: Apache-2.0

/// Gradient boosting of regression trees on squared error (Friedman, "Greedy function approximation",
/// 2001).
struct BoostedTrees {
  /// Trees; more fit closer and make a larger file.
  var trees = 180
  /// Splits from root to leaf.
  var depth = 6
  /// Share of each tree's answer that is taken.
  var rate: Float = 0.15
  /// Vectors that a leaf needs.
  var leastInLeaf = 20

  /// Fits a label for each vector.
  func fit(_ table: MeasureClasses, _ labels: [Float]) -> FittedForest {
    let base = labels.reduce(0, +) / Float(max(labels.count, 1))
    let classes = (0..<table.measures).map { measure in
      (0..<table.count).map { table.classes[$0 * table.measures + measure] }
    }
    var rest = labels.map { $0 - base }
    var forest = FittedForest(start: base, trees: [])
    for _ in 0..<trees {
      var tree = FittedTree()
      var growth = Growth(parent: self, thresholds: table.bounds, classes: classes, rest: rest)
      growth.grow(labels.indices.map(Int32.init), depth: 0, into: &tree)
      rest = growth.rest
      forest.trees.append(tree)
    }
    return forest
  }

  /// Grows one tree and takes its answers off what is left of the labels.
  private struct Growth {
    let parent: BoostedTrees
    let thresholds: [[Float]]
    let classes: [[UInt8]]
    var rest: [Float]

    mutating func grow(
      _ members: [Int32], depth: Int, into tree: inout FittedTree
    ) {
      guard depth < parent.depth, let (input, place) = bestSplit(members) else {
        let mean = members.reduce(0) { $0 + rest[Int($1)] } / Float(max(members.count, 1))
        let step = parent.rate * mean
        for member in members { rest[Int(member)] -= step }
        return tree.addLeaf(step)
      }
      tree.addSplit(input: input, threshold: thresholds[input][place])
      let column = classes[input]
      grow(members.filter { Int(column[Int($0)]) <= place }, depth: depth + 1, into: &tree)
      grow(members.filter { Int(column[Int($0)]) > place }, depth: depth + 1, into: &tree)
    }

    /// The input and class whose split explains most of the variance; nil where none does.
    private func bestSplit(_ members: [Int32]) -> (input: Int, place: Int)? {
      let total = members.reduce(0) { $0 + rest[Int($1)] }
      var best: (gain: Float, input: Int, place: Int)?
      for input in classes.indices {
        var sums = [Float](repeating: 0, count: MeasureClasses.most + 1)
        var counts = [Int32](repeating: 0, count: MeasureClasses.most + 1)
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
