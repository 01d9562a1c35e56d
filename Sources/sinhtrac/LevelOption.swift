// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Fingerprint

/// `--level N`, wherever fingerprints are compared.
struct LevelOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Compare at this level: 1 minutiae, 2 and orientation field, 3 and ridge map. "
        + "Without it the highest level that both templates have counts.", valueName: "n"))
  var level: Int?

  func validate() throws {
    if let level, ComparisonLevel(rawValue: level) == nil {
      throw ValidationError("--level \(level) is not 1, 2 or 3.")
    }
  }

  /// The highest level to use.
  var value: ComparisonLevel { level.flatMap(ComparisonLevel.init) ?? .ridges }
}
