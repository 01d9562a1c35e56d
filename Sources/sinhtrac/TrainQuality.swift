// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Benchmarks
import Biometrics
import Fingerprint
import FoundationEssentials
import Imaging

/// `sinhtrac quality train`: makes the default model; for the project's maintainers.
struct TrainQuality: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train", abstract: "Train a quality model that reproduces another's scores.",
    discussion: """
      With --expected, a table of NFIQ 2's scores (columns `image` and `score`; an image is known by \
      the end of its path), it tells first how far models are off that were trained without one \
      folder, on the images of that folder.

      Example:
        sinhtrac quality train prints/*/*.png --teacher nist_plain_tir-ink.yaml \
      --expected expected.csv --out quality.model
      """,
    shouldDisplay: false)

  @Argument(help: "Finger images, taken as 500 ppi.")
  var images: [String]

  @Option(help: "Model whose scores are reproduced.")
  var teacher: String

  @Option(help: "Table of the scores that NFIQ 2 gives the images.")
  var expected: String?

  @Option(help: "Compact file to write.")
  var out: String

  func run() throws {
    var training = QualityTraining(teacher: try QualityModel(path: teacher))
    let scores = try expected.map { try ExpectedScores(path: $0) }
    var bar = ProgressBar("images", total: images.count)
    for path in images {
      let folder = URL(filePath: path).deletingLastPathComponent().lastPathComponent
      training.add(try Self.image(path), group: folder, expected: scores?[path])
      bar.advance()
    }
    bar.finish()
    try training.addSynthetic(fingers: 24, impressions: 20)
    if scores != nil {
      for error in try training.heldOutErrors() { try StandardOutput.print(Self.line(error)) }
    }
    let model = try training.model(named: "sinhtrac-2")
    do {
      try Data(model.encoded()).write(to: URL(filePath: out), options: .atomic)
    } catch {
      throw OutputError.unwritable(out)
    }
    try StandardOutput.print("\(model) -> \(out)")
  }

  /// As it is: the reference scores images as 500 ppi whatever they are.
  private static func image(_ path: String) throws -> NormalizedImage {
    let image = try ImageFile.read(path: path, resolution: .standard)
    guard
      let normalized = NormalizedImage(
        width: image.width, height: image.height, pixels: image.pixels,
        origin: .init(resolution: .standard))
    else { throw ValidationError("\(path) is no image of usable size.") }
    return normalized
  }

  private static func line(_ error: QualityTraining.HeldOutError) -> String {
    "without \(error.group): mean difference on its \(error.images) images "
      + "\(rounded(error.expected)) from the expected scores, \(rounded(error.teacher)) from the "
      + "teacher"
  }

  private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}

/// Scores of a table whose first line names its columns.
private struct ExpectedScores {
  private var scores: [String: Double] = [:]

  init(path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw ValidationError("\(path) cannot be read.")
    }
    let rows = String(decoding: data, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    guard let header = rows.first, let image = header.firstIndex(of: "image"),
      let score = header.firstIndex(of: "score")
    else { throw ValidationError("\(path) has no columns `image` and `score`.") }
    for row in rows.dropFirst() where row.count == header.count {
      scores[row[image]] = Double(row[score])
    }
  }

  subscript(path: String) -> Double? { scores.first { path.hasSuffix($0.key) }?.value }
}
