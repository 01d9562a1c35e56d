// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography

/// The compact file of a quality model.
///
/// Big-endian: the mark `SINHTRQM`, version 1, how leaves combine (0 votes, 1 sum), number of
/// measures, the name behind its length, the number that a sum starts from, numbers of trees and
/// nodes; then all nodes in preorder, and the MD5 of everything before it. A node is one byte, the
/// measure it looks at, and a threshold in single precision; or a mark for a leaf of value 0 or 1, or
/// of the value that follows.
struct CompactForest {
  static let mark = Array("SINHTRQM".utf8)
  private static let version: UInt8 = 1
  private static let leafZero: UInt8 = 0xfe
  private static let leafOne: UInt8 = 0xff
  private static let leafValue: UInt8 = 0xfd
  private static let digestBytes = 16

  let name: String
  let forest: DecisionForest

  func encoded() throws -> [UInt8] {
    var writer = ByteWriter()
    writer.write(Self.mark)
    writer.write(Self.version)
    writer.write(forest.combination == .vote ? 0 : 1 as UInt8)
    writer.write(UInt8(QualityMeasure.inForestOrder.count))
    let name = name.utf8.prefix(255)
    writer.write(UInt8(name.count))
    writer.write(name)
    writer.write(forest.combination.start.bitPattern)
    writer.write(UInt32(forest.treeCount))
    writer.write(UInt32(forest.nodeCount))
    for node in forest.nodes { Self.write(node, to: &writer) }
    writer.write(try MD5.digest(of: writer.bytes))
    return writer.bytes
  }

  private static func write(_ node: DecisionForest.Node, to writer: inout ByteWriter) {
    if node.right != 0 {
      writer.write(node.input)
      writer.write(node.value.bitPattern)
    } else if node.value == 0 || node.value == 1 {
      writer.write(node.value == 0 ? leafZero : leafOne)
    } else {
      writer.write(leafValue)
      writer.write(node.value.bitPattern)
    }
  }

}

extension CompactForest {
  /// Throws `malformed-model`, also where a byte was changed: the digest must fit.
  init(decoding bytes: [UInt8]) throws(ForestError) {
    do {
      let content = bytes.dropLast(Self.digestBytes)
      guard try MD5.digest(of: Array(content)) == Array(bytes.suffix(Self.digestBytes)) else {
        throw ForestError.malformed("a digest that does not fit the content")
      }
      var reader = ByteReader(content)
      (name, forest) = try Self.decode(&reader)
    } catch let error as ForestError {
      throw error
    } catch let error as MalformedData {
      throw .malformed("something else \(error)")
    } catch {
      throw .malformed("no digest: \(error)")
    }
  }

  private static func decode(_ reader: inout ByteReader) throws -> (String, DecisionForest) {
    try reader.expect(mark, "the mark of a quality model")
    try reader.expect([version], "version \(version)")
    let combination = try reader.readUInt8("the way leaves combine")
    guard combination <= 1 else { throw reader.malformed("0 or 1 for votes or sum") }
    try reader.expect([UInt8(QualityMeasure.inForestOrder.count)], "the number of measures")
    let nameLength = Int(try reader.readUInt8("length of the name"))
    let name = String(decoding: try reader.readBytes(nameLength, "name"), as: UTF8.self)
    let base = Float(bitPattern: try reader.readUInt32("the number that a sum starts from"))
    guard abs(base) <= 100 else { throw reader.malformed("a start within 0 to 100") }
    let trees = try reader.readUInt32("number of trees")
    let nodes = try reader.readUInt32("number of nodes")
    var builder = ForestBuilder(combination == 0 ? .vote : .sum(base))
    for _ in 0..<nodes {
      if builder.depth == nil { try builder.beginTree() }
      try readNode(&reader, into: &builder)
    }
    try reader.expectEnd(of: "the nodes")
    let forest = try builder.finish()
    guard forest.treeCount == trees else { throw reader.malformed("\(trees) trees") }
    return (name, forest)
  }

  private static func readNode(
    _ reader: inout ByteReader, into builder: inout ForestBuilder
  ) throws {
    switch try reader.readUInt8("node") {
    case leafZero: try builder.addLeaf(0)
    case leafOne: try builder.addLeaf(1)
    case leafValue: try builder.addLeaf(Float(bitPattern: reader.readUInt32("leaf")))
    case let input:
      let threshold = Float(bitPattern: try reader.readUInt32("threshold"))
      try builder.addSplit(input: Int(input), threshold: threshold)
    }
  }
}

extension DecisionForest.Combination {
  /// The number that the leaves are added to.
  fileprivate var start: Float {
    switch self {
    case .vote: 0
    case .sum(let start): start
    }
  }
}
