// SPDX-License-Identifier: Apache-2.0

public import ArgumentParser
import Biometrics
import Fingerprint
import FoundationEssentials
import Imaging
public import Records
import Station

/// `sinhtrac extract`: minutiae of finger images.
struct Extract: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Find the minutiae of finger images.",
    discussion: """
      Takes PNG, JPEG, JPEG 2000 and PGM images of 64 to 4000 pixels a side and 250 to 1200 ppi, \
      plain or rolled. The template of one image goes to standard output; with --out each image's \
      template goes to DIR/NAME.FORMAT. Several images are spread over the processors. An image \
      that cannot be used is reported and the others still come out; the exit code is then 1.

      Formats: json (ours, readable, exact), xyt (NBIS), iso2005 and iso2011 (ISO/IEC 19794-2), \
      ansi378 (INCITS 378-2004).

      --trace DIR keeps every stage as NNN-stage.png or .json, of several images in one folder \
      each. A trace shows a person's finger: its folder is readable by you alone.

      Examples:
        sinhtrac extract finger.png
        sinhtrac extract finger.png --trace trace
        sinhtrac extract scans/*.png --format iso2011 --out templates
        sinhtrac extract scan.pgm --ppi 500 --format xyt > scan.xyt
      """)

  @Argument(help: "Finger images.")
  var images: [String]

  @Option(help: "Format of the templates.")
  var format: TemplateFormat = .json

  @Option(help: ArgumentHelp("Folder for the templates; made when needed.", valueName: "dir"))
  var out: String?

  @Option(
    help: ArgumentHelp(
      "Folder for pictures and figures of every stage; new or empty.", valueName: "dir"))
  var trace: String?

  @OptionGroup var resolution: ResolutionOption
  @OptionGroup var kernels: KernelOption

  @Option(
    help: ArgumentHelp(
      "Images worked on at the same time; as many as processors by itself.", valueName: "n"))
  var jobs: Int?

  @Flag(help: "Report on the images as JSON; without --out the templates are in it.")
  var json = false

  func validate() throws {
    guard out != nil || json || format == .json || images.count == 1 else {
      throw ValidationError(
        "Several templates of format \(format) need a folder: add --out DIR.")
    }
    guard (1...1024).contains(jobs ?? 1) else { throw ValidationError("--jobs must be 1 to 1024.") }
  }

  func run() async throws {
    let plan = try ExtractionPlan(
      images: images, format: format, outputFolder: out, traceFolder: trace,
      resolution: resolution.value)
    try plan.makeFolders()
    let extractor = MinutiaExtractor(kernels: try kernels.chosen())
    var report = ExtractionReport(style: style)
    var bar = ProgressBar("images", total: images.count)
    try await ExtractionLanes(count: jobs ?? processors).run(plan.jobs) { job, workspace in
      job.run(extractor, workspace)
    } deliver: { outcome in
      bar.advance()
      try report.add(outcome)
    }
    bar.finish()
    try report.finish()
    if report.failures > 0 { throw ProgramExit.failure }
  }

  private var processors: Int { ProcessInfo.processInfo.activeProcessorCount }

  private var style: ExtractionReport.Style {
    if json || out == nil && images.count > 1 { return .json }
    return out == nil ? .template : .lines
  }
}

extension TemplateFormat: ExpressibleByArgument {}
