// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Imaging
import Iris

/// `sinhtrac iris compare`: are these two the same eye?
struct IrisCompare: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Compare eyes one to one.",
    discussion: """
      Takes pictures and codes made by iris extract --format code, also mixed. One distance a line \
      comes out: 0 for the same picture, about 0.45 for different eyes; at 0.35 or less two eyes are \
      the same. A pair with too little iris in common to decide has distance 1.

      --list takes a file with two paths a line, separated by a space or a tab.

      Examples:
        sinhtrac iris compare probe.png reference.png
        sinhtrac iris compare --list pairs.txt > distances.txt
      """)

  @Argument(help: "Probe and reference.")
  var files: [String] = []

  @Option(help: ArgumentHelp("File of pairs to compare.", valueName: "pairs"))
  var list: String?

  @OptionGroup var radius: IrisRadiusOption
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
    let source = try IrisSource(radius: radius, kernels: kernels)
    let codes = try await source.codes(pairs.flatMap { [$0.0, $0.1] })
    let comparator = IrisComparator(kernels: try kernels.chosen())
    var results: [Result] = []
    for pair in pairs {
      guard let probe = try codes[pair.0]?.get(), let reference = try codes[pair.1]?.get() else {
        throw InputError.unreadable(pair.0)
      }
      let comparison = comparator.compare(probe, reference)
      if json {
        results.append(Result(pair.0, pair.1, comparison))
      } else {
        try StandardOutput.print(comparison.text)
      }
    }
    if json { try StandardOutput.print(json: results) }
  }

  private struct Result: Encodable {
    let probe, reference: String
    let distance: Double
    let decided: Bool
    let commonBits: Int
    /// Degrees, clockwise.
    let turn: Double

    init(_ probe: String, _ reference: String, _ comparison: IrisComparison) {
      self.probe = probe
      self.reference = reference
      distance = Double(comparison.text) ?? 1
      decided = comparison.isDecided
      commonBits = comparison.commonBits
      turn = (Double(comparison.turn) * 3600 / Double(IrisCode.columns)).rounded() / 10
    }
  }
}

extension IrisComparison {
  /// The distance with five decimals.
  var text: String { Self.text(distance) }

  static func text(_ distance: Float) -> String {
    let scaled = Int((Double(distance) * 100_000).rounded())
    let digits = String(abs(scaled) % 100_000)
    let fraction = String(repeating: "0", count: 5 - digits.count) + digits
    return (scaled < 0 ? "-" : "") + "\(abs(scaled) / 100_000).\(fraction)"
  }
}
