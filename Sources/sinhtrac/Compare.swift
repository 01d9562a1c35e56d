// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Fingerprint
import FoundationEssentials
import Imaging
import Station

/// `sinhtrac compare`: are these two the same finger?
struct Compare: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Compare fingerprints one to one.",
    discussion: """
      Takes images (PNG, JPEG, JPEG 2000, PGM) and templates (ours, ISO/IEC 19794-2:2005 and :2011, \
      INCITS 378), also mixed. One score a line comes out. The score is 10 times -log10 of the \
      false match rate: 20, 30 and 40 are the thresholds for 1 in 100, 1,000 and 10,000 pairs of \
      different fingers. A pair of which a template is too small to decide scores 0.

      --list takes a file with two paths a line, separated by a space or a tab.

      Examples:
        sinhtrac compare probe.png reference.png
        sinhtrac compare probe.png reference.iso2011 --json
        sinhtrac compare --list pairs.txt > scores.txt
      """)

  @Argument(help: "Probe and reference.")
  var files: [String] = []

  @Option(help: ArgumentHelp("File of pairs to compare.", valueName: "pairs"))
  var list: String?

  @OptionGroup var level: LevelOption
  @OptionGroup var resolution: ResolutionOption
  @OptionGroup var kernels: KernelOption

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard list == nil ? files.count == 2 : files.isEmpty else {
      throw ValidationError("Give PROBE and REFERENCE, or --list PAIRS.")
    }
  }

  func run() async throws {
    let pairs = try list.map(PairFile.read) ?? [(files[0], files[1])]
    let kernels = try kernels.chosen()
    let source = TemplateSource(
      extractor: MinutiaExtractor(kernels: kernels), resolution: resolution.value)
    let gallery = Gallery(source: source, level: level.value)
    let indexes = try await gallery.load(Array(Set(pairs.flatMap { [$0.0, $0.1] })).sorted())
    let comparator = Comparator(kernels: kernels)
    let workspace = ComparisonWorkspace()
    var results: [Result] = []
    for pair in pairs {
      let probe = try indexes.index(pair.0)
      let reference = try indexes.index(pair.1)
      let comparison = comparator.compare(probe, reference, workspace: workspace)
      if json {
        results.append(Result(pair.0, pair.1, comparison))
      } else {
        try StandardOutput.print(comparison.scoreText)
      }
    }
    if json { try StandardOutput.print(json: results) }
  }

  private struct Result: Encodable {
    let probe, reference: String
    let score: Double
    let level, pairs: Int
    let decided: Bool
    let rotation: Double?

    init(_ probe: String, _ reference: String, _ comparison: Comparison) {
      self.probe = probe
      self.reference = reference
      score = Double(comparison.scoreText) ?? 0
      level = comparison.level.rawValue
      pairs = comparison.pairCount
      decided = comparison.isDecided
      rotation = comparison.alignment.map { (Double($0.rotation) * 10).rounded() / 10 }
    }
  }
}

extension Comparison {
  /// The score with three decimals.
  var scoreText: String { Self.text(score) }

  static func text(_ score: Float) -> String {
    let thousandths = Int((score * 1000).rounded())
    let fraction = String(abs(thousandths) % 1000)
    return (thousandths < 0 ? "-" : "") + "\(abs(thousandths) / 1000)."
      + String(repeating: "0", count: 3 - fraction.count) + fraction
  }
}

/// A file with two paths a line.
enum PairFile {
  static func read(_ path: String) throws -> [(String, String)] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw InputError.unreadable(path)
    }
    let lines = String(decoding: data, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    return try lines.enumerated().compactMap { number, line in
      let words = line.split { $0 == " " || $0 == "\t" || $0 == "\r" }.map(String.init)
      if words.isEmpty { return nil }
      guard words.count == 2 else { throw InputError.noPair(path, line: number + 1) }
      return (words[0], words[1])
    }
  }
}
