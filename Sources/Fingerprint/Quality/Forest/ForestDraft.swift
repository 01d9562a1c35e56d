// SPDX-License-Identifier: Apache-2.0

/// Trees whose leaves are added up, put together node by node in preorder by whoever trains them.
public struct ForestDraft {
  private var builder: ForestBuilder

  /// Takes the number that the leaves are added to.
  public init(start: Float) { builder = ForestBuilder(.sum(start)) }

  /// Begins the next tree; throws where the one before is not complete.
  public mutating func beginTree() throws(ForestError) { try builder.beginTree() }

  /// Adds a node whose children follow: first that of values not above the threshold.
  public mutating func addSplit(input: Int, threshold: Float) throws(ForestError) {
    try builder.addSplit(input: input, threshold: threshold)
  }

  /// Adds a leaf of so many points.
  public mutating func addLeaf(_ points: Float) throws(ForestError) { try builder.addLeaf(points) }

  /// The forest; throws where a tree is not complete.
  public func finish() throws(ForestError) -> DecisionForest { try builder.finish() }
}
