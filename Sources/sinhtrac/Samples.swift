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

      Example:
        sinhtrac samples make --out /tmp/samples
      """)

  @Option(help: ArgumentHelp("Folder for the samples; made when needed.", valueName: "dir"))
  var out = "samples"

  func run() throws {
    var bar = ProgressBar("files", total: SampleProgress.files)
    let manifest = try SampleSet.make(into: out) { _ in bar.advance() }
    bar.finish()
    let files = manifest.images.count + manifest.documents.count
    try StandardOutput.print("\(out): \(files) files made")
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
    let files = manifest.images.count + manifest.documents.count
    try StandardOutput.print("\(folder): \(files) files are what their seeds make")
  }
}

/// What the progress bar counts up to: ten fingers and an application.
private enum SampleProgress {
  static let files = 11
}
