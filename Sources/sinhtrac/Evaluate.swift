// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biometrics
import Fingerprint
import FoundationEssentials
import Imaging

/// `sinhtrac evaluate`: how often does comparison err on these folders?
struct Evaluate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure the error rates of fingerprint comparison.",
    discussion: """
      Each folder holds impressions named FINGER_IMPRESSION, such as 101_1.png: images, or \
      templates. Genuine comparisons: all pairs of impressions of a finger. Impostor comparisons: \
      every impression with every impression of every later finger of the folder. A file that \
      cannot be used is reported and its comparisons get the lowest score, so that it costs \
      accuracy. Error rates come out per folder, and pooled under one threshold.

      --scores FILE keeps every score as "genuine|impostor A B SCORE". --plot FILE draws the \
      detection error trade-off as SVG.

      Examples:
        sinhtrac evaluate fvc2002_db1b
        sinhtrac evaluate sets/* --scores scores.txt --plot det.svg
        sinhtrac evaluate templates --level 1 --json
      """)

  @Argument(help: "Folders of impressions.")
  var folders: [String]

  @Option(help: ArgumentHelp("File for all scores.", valueName: "file"))
  var scores: String?

  @Option(help: ArgumentHelp("File for the curve, ending in .svg.", valueName: "file"))
  var plot: String?

  @Flag(help: "Compare as one probe against many is: in less time, with somewhat more errors.")
  var quick = false

  @Flag(
    help: "Turn the images by 0, 90, 180 and 270 degrees in turn: comparison is free of rotation.")
  var turned = false

  @Flag(help: ArgumentHelp("Fit the fusion weights of a level anew.", visibility: .hidden))
  var fit = false

  @OptionGroup var level: LevelOption
  @OptionGroup var resolution: ResolutionOption
  @OptionGroup var kernels: KernelOption

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard !folders.isEmpty else { throw ValidationError("Name at least one folder.") }
    if let plot, !plot.hasSuffix(".svg") {
      throw ValidationError("--plot \(plot) must end in .svg.")
    }
  }

  func run() async throws {
    let kernels = try kernels.chosen()
    var source = TemplateSource(
      extractor: MinutiaExtractor(kernels: kernels), resolution: resolution.value)
    if turned { source.change = { $0.turned(quarters: Self.number($1)) } }
    let run = EvaluationRun(
      gallery: Gallery(source: source, level: level.value),
      comparator: Comparator(kernels: kernels, effort: quick ? .quick : .full))
    if fit {
      let fitting = FusionFitting(level: level.value, comparator: run.comparator)
      return try await FitFusion(run: run, fitting: fitting).report(folders)
    }
    var outcomes: [FolderScores] = []
    for folder in folders { outcomes.append(try await run.evaluate(folder)) }
    try report(outcomes)
  }

  /// Goes up by one from each impression of a finger to the next, and from finger to finger.
  private static func number(_ path: String) -> Int {
    path.split(separator: "/").last.map { $0.utf8.reduce(0) { $0 + Int($1) } } ?? 0
  }

  private func report(_ outcomes: [FolderScores]) throws {
    for outcome in outcomes {
      for failure in outcome.failures { StandardError.print("failed: \(failure)") }
    }
    if let scores { try OutputFile.write(outcomes.map(\.lines).joined(), to: scores) }
    var lines = try outcomes.map { try EvaluationLine($0.folder, [$0]) }
    if outcomes.count > 1 { lines.append(try EvaluationLine("pooled", outcomes)) }
    if let plot {
      let curves = lines.map { DETPlot.Curve(name: $0.name, rates: $0.rates) }
      try OutputFile.write(DETPlot.svg(curves), to: plot)
    }
    if json { return try StandardOutput.print(json: lines.map(\.object)) }
    try StandardOutput.print(EvaluationLine.table(lines))
  }
}

/// Writes a result file whole or not at all.
enum OutputFile {
  static func write(_ text: String, to path: String) throws(OutputError) {
    try write(Array(text.utf8), to: path)
  }

  static func write(_ bytes: [UInt8], to path: String) throws(OutputError) {
    do {
      try Data(bytes).write(to: URL(filePath: path), options: .atomic)
    } catch {
      throw .unwritable(path)
    }
  }
}
