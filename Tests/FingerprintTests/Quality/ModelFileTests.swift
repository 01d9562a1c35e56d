// SPDX-License-Identifier: Apache-2.0

@testable import Fingerprint
import Testing

/// Two small trees as OpenCV writes them, with every oddity of its grammar.
private let text = """
  %YAML:1.0
  ---
  my_random_trees:
     format: 3
     is_classifier: 1
     var_all: 70
     ord_var_count: 69
     training_params:
        use_surrogates: 0
        regression_accuracy: 0.
     var_idx: [ 0, 1,
         2 ]
     ntrees: 2
     oob_error: 2.4562937062937062e-01
     ntrees: 2
     trees:
        -
           nodes:
              -
                 depth: 0
                 value: 1.
                 norm_class_idx: 1
                 splits:
                    - { var:11, quality:3.7527817382812500e+03,
                        le:-2.7647501230239868e-01 }
              -
                 depth: 1
                 value: 0.
                 norm_class_idx: 0
              -
                 depth: 1
                 value: 1.
                 norm_class_idx: 1
                 splits:
                    - { var:0, quality:1., le:4. }
              -
                 depth: 2
                 value: 0.
                 norm_class_idx: 0
              -
                 depth: 2
                 value: 1.
                 norm_class_idx: 1
        -
           nodes:
              -
                 depth: 0
                 value: 1.
                 norm_class_idx: 1

  """

@Suite("Files of quality models")
struct ModelFileTests {
  private func read(_ bytes: some Sequence<UInt8>) throws(ForestError) -> DecisionForest {
    var reader = ForestTextReader()
    try reader.read(bytes)
    return try reader.finish()
  }

  private func compact() throws -> [UInt8] {
    let forest = try read(text.utf8)
    return try CompactForest(name: "two", forest: forest).encoded()
  }

  @Test("The trees of the text are read as they are written")
  func trees() throws {
    let forest = try read(text.utf8)
    #expect(forest.treeCount == 2)
    #expect(forest.nodes.map(\.value) == [-0.276475012302398681640625, 0, 4, 0, 1, 1])
    #expect(forest.nodes.map(\.right) == [2, 0, 2, 0, 0, 0])
    #expect(forest.combination == .vote)
  }

  @Test("Pieces of any size give the same trees")
  func pieces() throws {
    let bytes = Array(text.utf8)
    for size in [1, 2, 7, 64] {
      var reader = ForestTextReader()
      for start in stride(from: 0, to: bytes.count, by: size) {
        try reader.read(bytes[start..<min(start + size, bytes.count)])
      }
      #expect(try reader.finish() == read(text.utf8))
    }
  }

  @Test("Every prefix of the text that lacks a node is refused")
  func textPrefixes() throws {
    let bytes = Array(text.utf8)
    let end = bytes.count - 3  // the last class and two line feeds
    for length in 0..<end {
      #expect(throws: ForestError.self) { try read(bytes.prefix(length)) }
    }
  }

  @Test("Changed bytes of the text give an error or trees that can be used")
  func textFlips() throws {
    let bytes = Array(text.utf8)
    let inputs = [Float](repeating: 1, count: QualityMeasure.inForestOrder.count)
    for place in bytes.indices {
      for bit in 0..<8 {
        var copy = bytes
        copy[place] ^= 1 << UInt8(bit)
        if let forest = try? read(copy) { #expect(forest.score(inputs: inputs) <= 100) }
      }
    }
  }

  @Test(
    "Text of another kind is refused with what was found",
    arguments: [
      ("format: 3", "format: 4", "unknown-model"),
      ("ord_var_count: 69", "ord_var_count: 11", "unknown-model"),
      ("is_classifier: 1", "is_classifier: 0", "unknown-model"),
      ("norm_class_idx: 0", "norm_class_idx: 2", "malformed-model"),
      ("depth: 2", "depth: 3", "malformed-model"),
      ("le:4.", "gt:4.", "malformed-model"),
      ("le:4.", "le:nan", "malformed-model"),
      ("var:0", "var:99999999999999999999", "malformed-model"),
      ("ntrees: 2", "ntrees: 3", "malformed-model"),
      ("value: 1.", "colour: 1.", "malformed-model"),
    ])
  func otherText(old: String, new: String, code: String) {
    let error = #expect(throws: ForestError.self) {
      try read(text.replacing(old, with: new).utf8)
    }
    #expect(error?.code == code)
  }

  @Test("A word without end takes no memory")
  func longWord() {
    let error = #expect(throws: ForestError.self) {
      try read(repeatElement(UInt8(ascii: "9"), count: 1 << 20))
    }
    #expect(error?.message.contains("more than 64 bytes") == true)
  }

  @Test("The compact file gives the same trees and name")
  func roundTrip() throws {
    let model = try QualityModel(compact: compact())
    #expect(try model.forest == read(text.utf8))
    #expect(model.identity.name == "two")
    #expect(!model.identity.isNFIQ2)
    #expect(try model.encoded() == compact())
  }

  @Test("Leaves of a sum keep their values")
  func sums() throws {
    var builder = ForestBuilder(.sum(-3.25))
    try builder.addTree { builder throws(ForestError) in
      try builder.addSplit(input: 68, threshold: -1e-9)
      try builder.addLeaf(-0.125)
      try builder.addLeaf(0)
    }
    let forest = try builder.finish()
    let bytes = try CompactForest(name: "", forest: forest).encoded()
    #expect(try CompactForest(decoding: bytes).forest == forest)
  }

  @Test("Every prefix and every changed byte of the compact file is refused")
  func compactDamage() throws {
    let bytes = try compact()
    for length in 0..<bytes.count {
      #expect(throws: ForestError.self) { try QualityModel(compact: Array(bytes.prefix(length))) }
    }
    for place in bytes.indices {
      for bit in 0..<8 {
        var copy = bytes
        copy[place] ^= 1 << UInt8(bit)
        #expect(throws: ForestError.self) { try QualityModel(compact: copy) }
      }
    }
  }

  @Test("A file that is not there, or no model, is named")
  func missing() {
    let missing = #expect(throws: ForestError.self) { try QualityModel(path: "/no/model.yaml") }
    #expect(missing?.message.contains("/no/model.yaml") == true)
    #expect(throws: ForestError.self) { try QualityModel(path: "/dev/null") }
  }
}
