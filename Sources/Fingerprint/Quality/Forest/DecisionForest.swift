// SPDX-License-Identifier: Apache-2.0

/// Decision trees over the native quality measures.
public struct DecisionForest: Sendable, Hashable {
  /// How the leaves that an image reaches become a score.
  public enum Combination: Sendable, Hashable {
    /// Leaves are 0 or 1; the score is the share of ones in per cent.
    case vote
    /// Leaves are points that are added to this number.
    case sum(Float)
  }

  /// Most trees that a forest may have.
  public static let maximumTrees = 4096
  /// Most nodes of all trees together: twice those of NFIQ 2's forest.
  public static let maximumNodes = 300_000
  /// Longest way from a root to a leaf.
  public static let maximumDepth = 64

  /// How leaves are combined.
  public let combination: Combination
  /// Nodes of all trees, each in preorder: the left child of a node follows it.
  let nodes: [Node]
  /// Index of each tree's first node.
  let roots: [Int32]

  struct Node: Sendable, Hashable {
    /// Threshold of a split, value of a leaf.
    var value: Float
    /// Nodes from a split to its right child; 0 marks a leaf.
    var right: UInt16
    /// Index of the measure that a split looks at.
    var input: UInt8
  }

  /// Number of trees.
  public var treeCount: Int { roots.count }
  /// Number of nodes of all trees.
  public var nodeCount: Int { nodes.count }

  /// The unified quality score, 0...100; measures that need minutiae count as 0 where none were given.
  ///
  /// Numbers are compared in single precision, as the models were trained: a value not above the
  /// threshold goes left.
  public func score(_ measures: NativeMeasures) -> UInt8 {
    score(inputs: QualityMeasure.inForestOrder.map { Float(measures[$0] ?? 0) })
  }

  /// The same of one number for each measure, in forest order; 0 for any other count.
  public func score(inputs: [Float]) -> UInt8 {
    guard inputs.count == QualityMeasure.inForestOrder.count else { return 0 }
    var total: Float = 0
    for root in roots { total += leaf(from: Int(root), inputs) }
    let points: Float =
      switch combination {
      case .vote: (100 * total / Float(max(treeCount, 1)) + 0.5).rounded(.down)
      case .sum(let base): (base + total).rounded()
      }
    return UInt8(min(max(points, 0), 100))
  }

  /// What each tree alone answers; empty for any other count of inputs.
  public func answers(inputs: [Float]) -> [Float] {
    guard inputs.count == QualityMeasure.inForestOrder.count else { return [] }
    return roots.map { leaf(from: Int($0), inputs) }
  }

  private func leaf(from root: Int, _ inputs: [Float]) -> Float {
    var index = root
    while nodes[index].right != 0 {
      let node = nodes[index]
      index += inputs[Int(node.input)] <= node.value ? 1 : Int(node.right)
    }
    return nodes[index].value
  }
}
