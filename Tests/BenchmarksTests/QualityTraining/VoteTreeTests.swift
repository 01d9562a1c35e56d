// SPDX-License-Identifier: Apache-2.0

import Fingerprint
import Testing

@testable import Benchmarks

@Suite("Training of quality models")
struct VoteTreeTests {
  /// Vectors of 69 numbers, the first two of which go through all pairs of 0 to 9.
  private let vectors = (0..<100).map { number -> [Float] in
    [Float(number % 10), Float(number / 10)] + [Float](repeating: 3, count: 67)
  }

  private func answer(_ tree: FittedTree, _ vector: [Float]) -> Float {
    var nodes = tree.nodes[...]
    return answer(&nodes, vector)
  }

  /// Takes the nodes of one subtree off the front.
  private func answer(_ nodes: inout ArraySlice<FittedTree.Node>, _ vector: [Float]) -> Float {
    switch nodes.removeFirst() {
    case .leaf(let points): return points
    case .split(let input, let threshold):
      let (left, right) = (answer(&nodes, vector), answer(&nodes, vector))
      return vector[input] <= threshold ? left : right
    }
  }

  @Test("A tree finds the two thresholds that votes follow")
  func thresholds() {
    let votes = vectors.map { $0[0] > 4 && $0[1] > 6 }
    let growth = VoteTree(MeasureClasses(vectors), votes)
    growth.grow(leaves: 10, leastInLeaf: 1)
    let tree = growth.tree(pointsPerVote: 1)
    #expect(tree.nodes.count == 5)
    for (vector, vote) in zip(vectors, votes) { #expect(answer(tree, vector) == (vote ? 1 : 0)) }
  }

  @Test("A tree has no more leaves than it may have, and none of too few vectors")
  func limits() {
    let votes = vectors.indices.map { $0 % 3 == 0 }
    let few = VoteTree(MeasureClasses(vectors), votes)
    few.grow(leaves: 4, leastInLeaf: 1)
    #expect(few.tree(pointsPerVote: 1).nodes.count == 7)
    let none = VoteTree(MeasureClasses(vectors), votes)
    none.grow(leaves: 50, leastInLeaf: 60)
    #expect(none.tree(pointsPerVote: 1).nodes.count == 1)
  }

  @Test("The mean of two forests answers the mean, and stretching stretches its answer")
  func combination() throws {
    let tree = { (points: Float) in
      var tree = FittedTree()
      tree.addLeaf(points)
      return tree
    }
    let mean = FittedForest(start: 10, trees: [tree(30)])
      .mean(with: FittedForest(start: 20, trees: [tree(0)]))
    let inputs = [Float](repeating: 0, count: 69)
    #expect(try mean.built().score(inputs: inputs) == 30)
    let stretched = mean.stretched(by: 2, offset: -5)
    #expect(try stretched.built().score(inputs: inputs) == 55)
  }
}
