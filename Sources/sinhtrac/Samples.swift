// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import SampleKit

/// `sinhtrac samples`: the synthetic applicant.
struct Samples: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make and check the synthetic sample applicant.",
    discussion: """
      The samples are grown from a seed: the same program makes the same pixels on every machine. \
      They show nobody's fingers and may be given to anybody.

      Examples:
        sinhtrac samples make --out /tmp/samples
        sinhtrac samples check
      """,
    subcommands: [SamplesMake.self, SamplesCheck.self])
}

/// `sinhtrac samples make`: writes them.
struct SamplesMake: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make", abstract: "Make the samples.",
    discussion: """
      Writes the images, the application and a manifest with their digests. Files of the same \
      names are replaced, others left alone.

      With --impressions, writes in their place that many fingerprints of mixed quality for \
      `sinhtrac evaluate`: five of each finger, from excellent to bad, on scanners that take turns.

      Examples:
        sinhtrac samples make --out /tmp/samples
        sinhtrac samples make --impressions 500 --out /tmp/impressions
      """)

  @Option(help: ArgumentHelp("Folder for the samples; made when needed.", valueName: "dir"))
  var out = "samples"

  @Option(
    help: ArgumentHelp(
      "Make impressions of mixed quality in place of the samples, 1 to 100000.", valueName: "n"))
  var impressions: Int?

  func validate() throws {
    if let impressions, !(1...100_000).contains(impressions) {
      throw ValidationError("--impressions \(impressions) is not between 1 and 100000.")
    }
  }

  func run() throws {
    if let impressions { return try makeImpressions(impressions) }
    var bar = ProgressBar("files", total: SampleProgress.files)
    let manifest = try SampleSet.make(into: out) { _ in bar.advance() }
    bar.finish()
    let files = manifest.images.count + manifest.eyes.count + manifest.documents.count
    try StandardOutput.print("\(out): \(files) files made")
  }

  private func makeImpressions(_ count: Int) throws {
    var bar = ProgressBar("impressions", total: count)
    try SampleSet.makeImpressions(count, into: out) { _ in bar.advance() }
    bar.finish()
    try StandardOutput.print("\(out): \(count) impressions made")
  }
}

/// `sinhtrac samples check`: compares them with what their seeds make.
struct SamplesCheck: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check that the samples are what their seeds make.",
    discussion: """
      Makes every sample anew in memory and compares it, and the manifest, with the folder.

      Examples:
        sinhtrac samples check
        sinhtrac samples check /tmp/samples
      """)

  @Argument(help: "Folder of the samples.")
  var folder = "samples"

  func run() throws {
    var bar = ProgressBar("files", total: SampleProgress.files)
    let manifest = try SampleSet.check(folder: folder) { _ in bar.advance() }
    bar.finish()
    let files = manifest.images.count + manifest.eyes.count + manifest.documents.count
    try StandardOutput.print("\(folder): \(files) files are what their seeds make")
  }
}

/// What the progress bar counts up to: ten fingers and an application.
private enum SampleProgress {
  static let files = 11
}
