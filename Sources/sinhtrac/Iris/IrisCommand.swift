// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// `sinhtrac iris`: what the other verbs do for fingers, for eyes.
struct IrisCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "iris",
    abstract: "Iris images: codes, quality, comparison, error rates.",
    discussion: """
      Takes near-infrared pictures of one eye each, upright, of 64 to 2048 pixels a side (PNG, JPEG, \
      JPEG 2000, PGM). The iris may have a radius of 0.15 to 0.5 of the picture's shorter side; \
      --radius tells what the camera gives, which is quicker.

      Example:
        sinhtrac iris compare left-1.png left-2.png
      """,
    subcommands: [
      IrisExtract.self, IrisQuality.self, IrisCompare.self, IrisEvaluate.self,
    ])
}

/// `--radius MIN-MAX`, wherever eyes are looked for.
struct IrisRadiusOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Radii in pixels that the iris may have, such as 75-140. Without it 0.15 to 0.5 of the "
        + "picture's shorter side.", valueName: "min-max"))
  var radius: String?

  func validate() throws { _ = try range() }

  /// The radii; nil when none are asked for.
  func range() throws -> ClosedRange<Float>? {
    guard let radius else { return nil }
    let parts = radius.split(separator: "-", omittingEmptySubsequences: false).map { Float($0) }
    guard parts.count == 2, let low = parts[0], let high = parts[1], (16...1024).contains(low),
      (low...1024).contains(high)
    else {
      throw ValidationError("--radius \(radius) is not MIN-MAX with 16 to 1024 pixels.")
    }
    return low...high
  }
}
