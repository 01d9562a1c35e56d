// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biometrics
import FoundationEssentials
import Imaging
import Iris
import Station

/// `sinhtrac iris quality`: is this picture of an eye good enough?
struct IrisQuality: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quality", abstract: "Measure the quality of pictures of eyes.",
    discussion: """
      One line a picture: a score of 0 to 100, and what to tell the person first. --csv and --json \
      show the measures of ISO/IEC 29794-6 that it is made of. The score is ours; it orders pictures \
      of one camera. A picture without an eye is reported and scores nothing.

      --threshold N ends with exit code 3 when a picture scores less.

      Examples:
        sinhtrac iris quality eye.png
        sinhtrac iris quality left.png right.png --csv
      """)

  @Argument(help: "Pictures of eyes.")
  var images: [String]

  @Option(help: ArgumentHelp("Least score, 0 to 100.", valueName: "n"))
  var threshold: Float?

  @OptionGroup var radius: IrisRadiusOption
  @OptionGroup var kernels: KernelOption

  @Flag(help: "Print all measures as comma-separated values.")
  var csv = false

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard !(csv && json) else { throw ValidationError("Choose --csv or --json.") }
    guard (0...100).contains(threshold ?? 0) else {
      throw ValidationError("--threshold must be 0 to 100.")
    }
  }

  func run() async throws {
    let source = try IrisSource(radius: radius, kernels: kernels)
    var reports: [Report] = []
    var (failures, tooLow) = (0, 0)
    let lanes = ExtractionLanes(count: ProcessInfo.processInfo.activeProcessorCount)
    var bar = ProgressBar("pictures", total: images.count)
    try await lanes.run(images, workspace: { IrisWorkspace() }) { path, workspace in
      (path, Result { try Report(path, source.extractor, workspace) })
    } deliver: { path, outcome in
      bar.advance()
      switch outcome {
      case .success(let report):
        if let threshold, report.score < Double(threshold) { tooLow += 1 }
        if csv && reports.isEmpty { try StandardOutput.print(report.header) }
        if !json { try StandardOutput.print(csv ? report.row : report.line) }
        reports.append(report)
      case .failure(let error):
        failures += 1
        StandardError.print("error: \(path): \(error)")
      }
    }
    bar.finish()
    if json { try StandardOutput.print(json: reports) }
    if failures > 0 { throw ProgramExit.failure }
    if tooLow > 0 { throw ProgramExit.qualityBelowThreshold }
  }

  /// What there is to tell about one picture.
  struct Report: Encodable, Sendable {
    let image: String
    let score: Double
    let feedback: String?
    /// Which eye the picture looks like, and the natural logarithm of the odds: a hint only.
    let looksLike: String
    let looksLikeStrength: Double
    let measures: [String: Double]

    init(_ path: String, _ extractor: IrisExtractor, _ workspace: IrisWorkspace) throws {
      let picture = try ImageFile.read(path: path)
      let features = try extractor.extract(picture, workspace: workspace)
      let vote = EyeSideVote(picture, features.geometry)
      image = path
      score = Self.rounded(features.measures.score)
      feedback =
        CaptureFeedback.first(
          features, highlights: Highlights.count(picture, features.geometry))?.rawValue
      looksLike = vote.label.name
      looksLikeStrength = Self.rounded(vote.strength)
      measures = Dictionary(
        uniqueKeysWithValues: features.measures.named.map { ($0.name, Self.rounded($0.value)) })
    }

    private static func rounded(_ value: Float) -> Double { (Double(value) * 100).rounded() / 100 }

    private var names: [String] { measures.keys.sorted() }

    var header: String { (["image", "score", "feedback"] + names).joined(separator: ",") }

    var row: String {
      let quoted = "\"" + image.replacing("\"", with: "\"\"") + "\""
      let values = names.map { "\(measures[$0] ?? 0)" }
      return ([quoted, "\(score)", feedback ?? ""] + values).joined(separator: ",")
    }

    var line: String {
      let told = feedback.flatMap(CaptureFeedback.init(rawValue:)).map { "; \($0.english)" } ?? ""
      return "\(image): \(Int(score.rounded()))\(told)"
    }
  }
}
