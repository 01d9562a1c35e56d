// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Benchmarks

/// `sinhtrac bench`: CPU time of the algorithms on this machine.
struct Bench: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measure CPU time per image and stage, and accuracy against ground truth.",
    discussion: """
      Times are CPU times of one thread: median and minimum over all rounds, cases taken in turn. \
      Without --images the images are synthetic impressions of 388 x 374 pixels, the same on every \
      machine. The last lines name processor, compiler and peak memory; quote them with any figure.

      Benchmarks:
      \(Benchmark.all.map { "  \($0.name): \($0.abstract)" }.joined(separator: "\n"))

      Examples:
        sinhtrac bench
        sinhtrac bench extract --rounds 100 --json > before.json
        sinhtrac bench extract --images scans --keep-borders
      """)

  @Argument(help: "Benchmarks to run; all of them when none is named.")
  var names: [String] = []

  @Option(help: "Timed calls of each case, 1 to 100000.")
  var rounds = Benchmark.Options().rounds

  @Option(help: "Impressions for accuracy benchmarks, 1 to 10000.")
  var impressions = Benchmark.Options().impressions

  @Option(
    help:
      "Image, or folder of PNG, JPEG, JPEG 2000 or PGM images, to use in place of synthetic ones.")
  var images: String?

  @Flag(help: "Keep the blank borders of such images, so that figures by size compare.")
  var keepBorders = false

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard (1...100_000).contains(rounds) else {
      throw ValidationError("--rounds \(rounds) is outside 1 to 100000.")
    }
    guard (1...10_000).contains(impressions) else {
      throw ValidationError("--impressions \(impressions) is outside 1 to 10000.")
    }
    let known = Benchmark.all.map(\.name)
    for name in names where !known.contains(name) {
      throw ValidationError(
        "There is no benchmark '\(name)'; there are: \(known.joined(separator: ", ")).")
    }
  }

  func run() throws {
    var options = Benchmark.Options()
    options.rounds = rounds
    options.impressions = impressions
    options.images = images
    options.keepsBorders = keepBorders
    let chosen = Benchmark.all.filter { names.isEmpty || names.contains($0.name) }
    var bar = ProgressBar("benchmarks", total: chosen.count)
    var reports: [BenchmarkReport] = []
    for benchmark in chosen {
      reports.append(try benchmark.run(options))
      bar.advance()
    }
    bar.finish()
    try print(reports)
  }

  private func print(_ reports: [BenchmarkReport]) throws {
    let machine = Machine.current()
    if json {
      return try StandardOutput.print(json: Results(machine: machine, benchmarks: reports))
    }
    for report in reports { try StandardOutput.print(report.text + "\n") }
    try StandardOutput.print(
      """
      machine: \(machine.processor), \(machine.processors) processors
      build: \(machine.build); peak memory \(machine.peakMemoryMebibytes) MiB
      """)
  }

  private struct Results: Encodable {
    let machine: Machine
    let benchmarks: [BenchmarkReport]
  }
}
