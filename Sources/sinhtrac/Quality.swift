// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Benchmarks
import Biometrics
import Fingerprint
import FoundationEssentials
import Imaging

/// `sinhtrac quality`: the quality of finger images.
struct Quality: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Assess the quality of finger images.",
    discussion: """
      The unified quality score (0 to 100, high is good) and the native quality measures of NFIQ 2.3 \
      (ISO/IEC 29794-4). An image without a score says why. The default model is of this project: it \
      reproduces the scores of NFIQ 2.3 and is not NFIQ 2. With NIST's model, --model \
      nist_plain_tir-ink.yaml, the forest is that of NFIQ 2.3; minutiae come from this program's \
      extractor either way. Results name both.

      Example:
        sinhtrac quality finger.png --threshold 45
      """,
    subcommands: [AssessQuality.self, QualityModelCommand.self, TrainQuality.self],
    defaultSubcommand: AssessQuality.self)
}

/// `sinhtrac quality IMAGE...`.
struct AssessQuality: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "assess", abstract: "Assess finger images (what `quality` does by itself).",
    discussion: """
      Example:
        sinhtrac quality assess scans/*.png --csv > quality.csv
      """)

  @Argument(help: "Finger images.")
  var images: [String]

  @Option(help: ArgumentHelp("NIST's YAML of NFIQ 2.3, or a compact model.", valueName: "file"))
  var model: String?

  @Flag(help: "All native quality measures, one line an image, under NFIQ 2's names.")
  var csv = false

  @Flag(help: "The same as JSON.")
  var json = false

  @Option(help: ArgumentHelp("End with 3 when an image has a lower score.", valueName: "score"))
  var threshold: Int?

  @OptionGroup var resolution: ResolutionOption
  @OptionGroup var kernels: KernelOption

  func validate() throws {
    guard !csv || !json else { throw ValidationError("Choose one of --csv and --json.") }
    if let threshold, !(0...100).contains(threshold) {
      throw ValidationError("--threshold must be 0 to 100.")
    }
  }

  func run() throws {
    let bench = try QualityBench(
      model: try model.map { try QualityModel(path: $0) } ?? .standard,
      kernels: try kernels.chosen())
    let report = QualityReport(style: csv ? .csv : json ? .json : .lines)
    try report.begin()
    var (failures, tooLow) = (0, 0)
    for (index, path) in images.enumerated() {
      do {
        let image = try Normalizer().normalize(
          ImageFile.read(path: path, resolution: resolution.value))
        let assessment = bench.assess(image)
        try report.add(path, assessment, isFirst: index == 0)
        let score = (try? assessment.score.get()).map(Int.init) ?? -1
        if let threshold, score < threshold { tooLow += 1 }
      } catch let error as any ExplainedError {
        failures += 1
        StandardError.print("error: \(path): \(error)")
      }
    }
    try report.end()
    if failures > 0 { throw ProgramExit.failure }
    if tooLow > 0 { throw ProgramExit.qualityBelowThreshold }
  }
}

/// What assessing one image after another needs.
private struct QualityBench {
  private let assessor: QualityAssessor
  private let extractor: MinutiaExtractor
  private let extraction = ExtractionWorkspace()
  private let workspace = QualityWorkspace()

  init(model: QualityModel, kernels: Kernels) throws {
    assessor = QualityAssessor(model: model, kernels: kernels)
    extractor = MinutiaExtractor(kernels: kernels)
  }

  /// An image in which extraction finds no fingerprint has no minutiae.
  func assess(_ image: NormalizedImage) -> QualityAssessment {
    let features = try? extractor.extract(image, workspace: extraction)
    return assessor.assess(image, minutiae: ExtractedMinutiae(features), workspace: workspace)
  }
}

/// `sinhtrac quality model import`.
struct QualityModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model", abstract: "Quality models.",
    discussion: """
      Example:
        sinhtrac quality model import nist_plain_tir-ink.yaml nfiq2.model
      """,
    subcommands: [ImportModel.self])

  struct ImportModel: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Make the compact file of NIST's YAML; it loads in a few milliseconds.",
      discussion: """
        Example:
          sinhtrac quality model import nist_plain_tir-ink.yaml nfiq2.model
        """)

    @Argument(help: "nist_plain_tir-ink.yaml of NFIQ 2.3.")
    var model: String

    @Argument(help: "Compact file to write.")
    var output: String

    func run() throws {
      let model = try QualityModel(path: model)
      let bytes = try model.encoded()
      do {
        try Data(bytes).write(to: URL(filePath: output), options: .atomic)
      } catch {
        throw OutputError.unwritable(output)
      }
      try StandardOutput.print("\(model) -> \(output), \(bytes.count) bytes")
    }
  }
}
