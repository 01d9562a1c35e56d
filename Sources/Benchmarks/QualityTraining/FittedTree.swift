// SPDX-License-Identifier: Apache-2.0

import Fingerprint

/// A regression tree in preorder, as training grows it.
struct FittedTree {
  enum Node {
    /// Vectors whose input is not above the threshold go to the child that follows.
    case split(input: Int, threshold: Float)
    /// Points that the tree adds to the score.
    case leaf(Float)
  }

  private(set) var nodes: [Node] = []

  mutating func addSplit(input: Int, threshold: Float) {
    nodes.append(.split(input: input, threshold: threshold))
  }

  mutating func addLeaf(_ points: Float) { nodes.append(.leaf(points)) }
}

/// Fitted trees whose leaves are added to a number.
struct FittedForest {
  var start: Float
  var trees: [FittedTree]

  /// The mean of two forests.
  func mean(with other: FittedForest) -> FittedForest {
    let halves = [self, other].map { $0.stretched(by: 0.5, offset: 0) }
    return FittedForest(
      start: halves[0].start + halves[1].start, trees: halves[0].trees + halves[1].trees)
  }

  /// Answers `slope` times what it did, plus `offset`.
  func stretched(by slope: Float, offset: Float) -> FittedForest {
    let trees = trees.map { tree in
      var result = FittedTree()
      for node in tree.nodes {
        switch node {
        case .split(let input, let threshold): result.addSplit(input: input, threshold: threshold)
        case .leaf(let points): result.addLeaf(points * slope)
        }
      }
      return result
    }
    return FittedForest(start: start * slope + offset, trees: trees)
  }

  /// The forest that a quality model is made of.
  func built() throws -> DecisionForest {
    var draft = ForestDraft(start: start)
    for tree in trees {
      try draft.beginTree()
      for node in tree.nodes {
        switch node {
        case .split(let input, let threshold):
          try draft.addSplit(input: input, threshold: threshold)
        case .leaf(let points): try draft.addLeaf(points)
        }
      }
    }
    return try draft.finish()
  }
}
