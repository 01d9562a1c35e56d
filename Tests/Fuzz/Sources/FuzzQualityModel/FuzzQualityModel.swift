// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Fingerprint
import Foundation
import FuzzKit

/// Where a YAML model lies while it is read.
private let path = FileManager.default.temporaryDirectory
  .appending(path: "sinhtrac-fuzz-model-\(ProcessInfo.processInfo.processIdentifier)").path

private let yaml = """
  %YAML:1.0
  ---
  my_random_trees:
     format: 3
     is_classifier: 1
     ord_var_count: 69
     ntrees: 1
     trees:
        -
           nodes:
              -
                 depth: 0
                 value: 0.
                 norm_class_idx: 0
                 splits:
                    - { var:3, quality:1.5, le:2.5 }
              -
                 depth: 1
                 value: 1.
                 norm_class_idx: 1
              -
                 depth: 1
                 value: 0.
                 norm_class_idx: 0

  """

/// Plants the seeds; libFuzzer calls it once. Compact files go without their digest.
@_cdecl("LLVMFuzzerInitialize") public func initialize(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>
) -> CInt {
  Seeds.plant(count, arguments) {
    var draft = ForestDraft(start: 40)
    for input in [0, 68] {
      try draft.beginTree()
      try draft.addSplit(input: input, threshold: 0.5)
      try draft.addLeaf(-3)
      try draft.addLeaf(4.25)
    }
    let model = try QualityModel(name: "seed", forest: draft.finish())
    return [Array(try model.encoded().dropLast(16)), Array(yaml.utf8)]
  }
}

/// A compact model that was read is written again as it was and scores anything; a YAML model is read
/// to its end and refused by its digest.
@_cdecl("LLVMFuzzerTestOneInput") public func run(
  _ bytes: UnsafePointer<UInt8>?, _ count: Int
) -> CInt {
  let input = [UInt8](UnsafeBufferPointer(start: bytes, count: count))
  if input.starts(with: Array("SINHTRQM".utf8)) {
    guard let digest = try? MD5.digest(of: input),
      let model = try? QualityModel(compact: input + digest)
    else { return 0 }
    for value in [-Float.infinity, 0, .nan, 1e30] {
      let score = model.forest.score(inputs: [Float](repeating: value, count: 69))
      precondition(score <= 100, "the score is above 100")
    }
    let again = try? QualityModel(compact: model.encoded())
    precondition(again?.forest == model.forest, "the forest changed")
  } else {
    FileManager.default.createFile(atPath: path, contents: Data(input))
    precondition((try? QualityModel(path: path)) == nil, "a model that is not NIST's was taken")
  }
  return 0
}
