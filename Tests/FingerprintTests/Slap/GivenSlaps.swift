// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Foundation
import Imaging
import Testing

/// The slaps of real hands that lie beside the repository, with middles of the fingertips that were
/// found by eye.
struct GivenSlap: CustomTestStringConvertible, Sendable {
  let path: String
  let kind: SlapKind
  /// Middle of each fingertip in pixels.
  let tips: [FingerPosition: SIMD2<Double>]

  var testDescription: String { path }

  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "shared/data/fingerprint")
  static let areThere = FileManager.default.fileExists(atPath: folder.appending(path: "slaps").path)

  func normalized() throws -> NormalizedImage {
    let image = try ImageFile.read(
      path: Self.folder.appending(path: path).path, resolution: .standard)
    return try SlapSegmenter.normalizer.normalize(image)
  }

  static let fours: [GivenSlap] = [
    right("slaps/a001", (190, 725), (497, 280), (862, 212), (1290, 590)),
    right("slaps/a002", (192, 680), (504, 312), (836, 471), (1215, 842)),
    left("slaps/a070", (1397, 335), (1001, 127), (695, 223), (425, 720)),
    left("slaps/b124", (1360, 480), (978, 265), (598, 365), (277, 745)),
    right("tpcard/fgp13_right_four_plain", (252, 717), (557, 274), (925, 206), (1352, 582)),
    left("tpcard/fgp14_left_four_plain", (1282, 370), (919, 164), (605, 310), (289, 780)),
  ]

  static let thumbs: [GivenSlap] = ["01", "03", "04"].map {
    GivenSlap(
      path: "slaps/sample_\($0).png", kind: .thumbs,
      tips: [.leftThumb: [632, 1286], .rightThumb: [960, 1287]])
  }

  private static func right(
    _ name: String, _ index: (Double, Double), _ middle: (Double, Double),
    _ ring: (Double, Double), _ little: (Double, Double)
  ) -> GivenSlap {
    four(name, .rightFour, [index, middle, ring, little])
  }

  private static func left(
    _ name: String, _ index: (Double, Double), _ middle: (Double, Double),
    _ ring: (Double, Double), _ little: (Double, Double)
  ) -> GivenSlap {
    four(name, .leftFour, [index, middle, ring, little])
  }

  private static func four(
    _ name: String, _ kind: SlapKind, _ tips: [(Double, Double)]
  ) -> GivenSlap {
    let places = zip(kind.position.fingers, tips.map { SIMD2($0.0, $0.1) })
    return GivenSlap(
      path: name + ".png", kind: kind, tips: Dictionary(uniqueKeysWithValues: places))
  }
}
