// SPDX-License-Identifier: Apache-2.0

/// Reads random trees as OpenCV 4 writes them in YAML, piece by piece: no more than a word is kept.
///
/// It knows that grammar only. Trees lie in preorder and every node says its depth, so indentation
/// and brackets carry nothing and are skipped; keys, values and depths must be those of ordered
/// splits of a classifier with the classes 0 and 1. (`ntrees` stands there twice, which a general
/// YAML reader would refuse.)
struct ForestTextReader {
  /// Longest key or number.
  private static let maximumWord = 64

  private var builder = ForestBuilder(.vote)
  private var word: [UInt8] = []
  private var key: Key?
  private var isInTrees = false
  private var treesExpected: Int?
  private var node = PendingNode()

  /// Keys that mean something; those before the trees that are not listed are skipped.
  private enum Key: String {
    case format, trees, nodes, depth, value, splits, quality, le
    case isClassifier = "is_classifier"
    case inputs = "ord_var_count"
    case treeCount = "ntrees"
    case leafClass = "norm_class_idx"
    case input = "var"
    case skipped = ""
  }

  private struct PendingNode {
    var depth: Int?
    var leafClass: Int?
    var input: Int?
    var threshold: Float?
  }

  /// Takes the next bytes of the file, split anywhere.
  mutating func read(_ bytes: some Sequence<UInt8>) throws(ForestError) {
    for byte in bytes {
      switch byte {
      case UInt8(ascii: ":"): try endKey()
      case 0x20, 0x0a, 0x0d, 0x09: try endValue()
      case UInt8(ascii: ","), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"),
        UInt8(ascii: "}"):
        try endValue()
      default:
        word.append(byte)
        guard word.count <= Self.maximumWord else {
          throw .malformed("a word of more than \(Self.maximumWord) bytes")
        }
      }
    }
  }

  /// The forest, once all bytes were read.
  mutating func finish() throws(ForestError) -> DecisionForest {
    try endValue()
    try endNode()
    guard builder.treeCount == treesExpected else {
      throw .malformed("\(builder.treeCount) trees where \(treesExpected ?? 0) are announced")
    }
    return try builder.finish()
  }

  private mutating func endKey() throws(ForestError) {
    let text = String(decoding: word, as: UTF8.self)
    word.removeAll(keepingCapacity: true)
    let found = Key(rawValue: text)
    if isInTrees, found == nil { throw .malformed("the key \"\(text)\" among trees") }
    key = found ?? .skipped
    switch key {
    case .trees: isInTrees = true
    case .nodes where isInTrees:
      try endNode()
      try builder.beginTree()
    case .depth where isInTrees: try endNode()
    default: break
    }
  }

  private mutating func endValue() throws(ForestError) {
    guard !word.isEmpty else { return }
    defer { word.removeAll(keepingCapacity: true) }
    if word == [UInt8(ascii: "-")] { return }
    switch key {
    case .format: try demand(3, "format")
    case .isClassifier: try demand(1, "is_classifier")
    case .inputs: try demand(QualityMeasure.inForestOrder.count, "ord_var_count")
    case .treeCount: treesExpected = try whole()
    case .depth where isInTrees: node.depth = try whole()
    case .leafClass where isInTrees: node.leafClass = try whole()
    case .input where isInTrees: node.input = try whole()
    case .le where isInTrees: node.threshold = try number()
    case .value where isInTrees, .quality where isInTrees: _ = try number()
    default: if isInTrees { throw .malformed("a value where none belongs") }
    }
  }

  /// Hands the pending node over: a split where it has a threshold, else a leaf.
  private mutating func endNode() throws(ForestError) {
    guard let depth = node.depth else { return }
    defer { node = PendingNode() }
    guard depth == builder.depth else {
      throw .malformed("a node of depth \(depth) where \(builder.depth ?? 0) follows")
    }
    switch (node.input, node.threshold, node.leafClass) {
    case (let input?, let threshold?, _):
      try builder.addSplit(input: input, threshold: threshold)
    case (nil, nil, .some(let leafClass)) where leafClass == 0 || leafClass == 1:
      try builder.addLeaf(Float(leafClass))
    default: throw .malformed("a node that is neither split nor leaf of class 0 or 1")
    }
  }

  private func demand(_ expected: Int, _ name: String) throws(ForestError) {
    let found = try whole()
    guard found == expected else { throw .unknown("\(name) is \(found), not \(expected)") }
  }

  private func whole() throws(ForestError) -> Int {
    let text = String(decoding: word, as: UTF8.self)
    guard let value = Int(text) else { throw .malformed("\"\(text)\" for a whole number") }
    return value
  }

  private func number() throws(ForestError) -> Float {
    let text = String(decoding: word, as: UTF8.self)
    guard let value = Double(text), value.isFinite else {
      throw .malformed("\"\(text)\" for a number")
    }
    return Float(value)
  }
}
