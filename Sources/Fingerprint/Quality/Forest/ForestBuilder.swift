// SPDX-License-Identifier: Apache-2.0

/// Puts a forest together from nodes in preorder, and lets nothing through that is no tree.
struct ForestBuilder {
  private let combination: DecisionForest.Combination
  private var nodes: [DecisionForest.Node] = []
  private var roots: [Int32] = []
  /// Splits of the current tree whose right child has not begun.
  private var open: [(node: Int, depth: Int)] = []
  /// Depth of the next node; nil when the current tree is complete.
  private(set) var depth: Int?

  init(_ combination: DecisionForest.Combination) { self.combination = combination }

  var treeCount: Int { roots.count }

  mutating func beginTree() throws(ForestError) {
    guard depth == nil else { throw .malformed("tree \(treeCount) ends before all its branches") }
    guard roots.count < DecisionForest.maximumTrees else {
      throw .malformed("more than \(DecisionForest.maximumTrees) trees")
    }
    roots.append(Int32(nodes.count))
    depth = 0
  }

  /// Adds a node with two children, which follow: first those not above the threshold.
  mutating func addSplit(input: Int, threshold: Float) throws(ForestError) {
    let depth = try depthOfNext()
    guard (0..<QualityMeasure.inForestOrder.count).contains(input), threshold.isFinite else {
      throw .malformed("a split that looks at measure \(input) with threshold \(threshold)")
    }
    guard depth < DecisionForest.maximumDepth else {
      throw .malformed("a tree deeper than \(DecisionForest.maximumDepth)")
    }
    open.append((nodes.count, depth))
    nodes.append(.init(value: threshold, right: 0, input: UInt8(input)))
    self.depth = depth + 1
  }

  mutating func addLeaf(_ value: Float) throws(ForestError) {
    _ = try depthOfNext()
    guard abs(value) <= 100 else { throw .malformed("a leaf of value \(value)") }
    nodes.append(.init(value: value, right: 0, input: 0))
    guard let parent = open.popLast() else {
      depth = nil
      return
    }
    guard let distance = UInt16(exactly: nodes.count - parent.node) else {
      throw .malformed("a branch of more than \(UInt16.max) nodes")
    }
    nodes[parent.node].right = distance
    depth = parent.depth + 1
  }

  func finish() throws(ForestError) -> DecisionForest {
    guard depth == nil else { throw .malformed("the last tree ends before all its branches") }
    guard !roots.isEmpty else { throw .malformed("no trees") }
    return DecisionForest(combination: combination, nodes: nodes, roots: roots)
  }

  private func depthOfNext() throws(ForestError) -> Int {
    guard let depth else { throw .malformed("a node after the end of tree \(treeCount)") }
    guard nodes.count < DecisionForest.maximumNodes else {
      throw .malformed("more than \(DecisionForest.maximumNodes) nodes")
    }
    return depth
  }
}
