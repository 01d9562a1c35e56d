// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biometrics
import Imaging
import Iris

/// `sinhtrac iris evaluate`: how often does comparison of eyes err on these pictures?
struct IrisEvaluate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Measure the error rates of iris comparison.",
    discussion: """
      Every folder that directly holds pictures, of those named and below them, is one eye; or \
      --list takes a file with EYE PATH a line. Every pair of pictures is compared once: genuine if \
      both show one eye, otherwise impostor. A picture that cannot be used is reported, and all its \
      pairs get distance 1, so that it costs accuracy.

      --scores FILE keeps every distance as "genuine|impostor A B DISTANCE".

      Examples:
        sinhtrac iris evaluate eyes
        sinhtrac iris evaluate --list eyes.txt --scores distances.txt --json
      """)

  @Argument(help: "Folders of eyes.")
  var folders: [String] = []

  @Option(help: ArgumentHelp("File with EYE PATH a line.", valueName: "file"))
  var list: String?

  @Option(help: ArgumentHelp("File for all distances.", valueName: "file"))
  var scores: String?

  @OptionGroup var radius: IrisRadiusOption
  @OptionGroup var kernels: KernelOption

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard (list == nil) != folders.isEmpty else {
      throw ValidationError("Name folders of eyes, or give --list FILE.")
    }
  }

  func run() async throws {
    let plan = try list.map(IrisEvaluationPlan.init(list:)) ?? IrisEvaluationPlan(folders: folders)
    let source = try IrisSource(radius: radius, kernels: kernels)
    let codes = try await source.codes(plan.pictures.map(\.path))
    for picture in plan.pictures {
      if case .failure(let error)? = codes[picture.path] {
        StandardError.print("failed: \(picture.path): \(error)")
      }
    }
    let run = IrisEvaluationRun(
      pictures: plan.pictures, codes: plan.pictures.map { try? codes[$0.path]?.get() },
      comparator: IrisComparator(kernels: try kernels.chosen()))
    let outcome = await run.compareAll()
    if let scores { try OutputFile.write(run.lines(outcome), to: scores) }
    let line = try run.rates(outcome, name: list ?? (folders.count == 1 ? folders[0] : "pooled"))
    if json { return try StandardOutput.print(json: [line.object]) }
    try StandardOutput.print(EvaluationLine.table([line]))
  }
}
