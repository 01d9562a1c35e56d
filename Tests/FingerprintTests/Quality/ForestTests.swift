// SPDX-License-Identifier: Apache-2.0

@testable import Fingerprint
import Testing

@Suite("Decision forests")
struct ForestTests {
  @Test("A value at the threshold goes left, one above it right")
  func threshold() throws {
    var builder = ForestBuilder(.vote)
    try builder.addTree { builder throws(ForestError) in
      try builder.addSplit(input: 3, threshold: 0.5)
      try builder.addLeaf(0)
      try builder.addLeaf(1)
    }
    let forest = try builder.finish()
    #expect(forest.score(inputs: inputs([3: 0.5])) == 0)
    #expect(forest.score(inputs: inputs([3: Float(0.5).nextUp])) == 100)
  }

  @Test("Votes become the nearest per cent, halves upwards")
  func votes() throws {
    var builder = ForestBuilder(.vote)
    for tree in 0..<8 {
      try builder.addTree { builder throws(ForestError) in try builder.addLeaf(tree < 5 ? 1 : 0) }
    }
    #expect(try builder.finish().score(inputs: inputs([:])) == 63)
  }

  @Test("Sums start from their base and stay within 0 to 100", arguments: [-90, 3.4, 99])
  func sums(leaf: Float) throws {
    var builder = ForestBuilder(.sum(50))
    try builder.addTree { builder throws(ForestError) in try builder.addLeaf(leaf) }
    #expect(try builder.finish().score(inputs: inputs([:])) == UInt8(min(max(50 + leaf, 0), 100)))
  }

  @Test("Nodes that make no tree are refused")
  func malformed() throws {
    var unfinished = ForestBuilder(.vote)
    try unfinished.beginTree()
    try unfinished.addSplit(input: 0, threshold: 1)
    #expect(throws: ForestError.self) { try unfinished.finish() }
    #expect(throws: ForestError.self) { try unfinished.beginTree() }
    #expect(throws: ForestError.self) { try unfinished.addSplit(input: 69, threshold: 1) }
    #expect(throws: ForestError.self) { try unfinished.addSplit(input: 0, threshold: .nan) }
    #expect(throws: ForestError.self) { try unfinished.addLeaf(.infinity) }
    #expect(throws: ForestError.self) { try ForestBuilder(.vote).finish() }
  }

  @Test("A tree may be as deep as the limit and no deeper")
  func depth() throws {
    var builder = ForestBuilder(.vote)
    try builder.beginTree()
    for _ in 0..<DecisionForest.maximumDepth { try builder.addSplit(input: 0, threshold: 1) }
    #expect(throws: ForestError.self) { try builder.addSplit(input: 0, threshold: 1) }
    for _ in 0...DecisionForest.maximumDepth { try builder.addLeaf(1) }
    #expect(try builder.finish().nodeCount == 2 * DecisionForest.maximumDepth + 1)
  }

  private func inputs(_ values: [Int: Float]) -> [Float] {
    QualityMeasure.inForestOrder.indices.map { values[$0] ?? 0 }
  }
}

extension ForestBuilder {
  mutating func addTree(
    _ nodes: (inout ForestBuilder) throws(ForestError) -> Void
  ) throws(ForestError) {
    try beginTree()
    try nodes(&self)
  }
}
