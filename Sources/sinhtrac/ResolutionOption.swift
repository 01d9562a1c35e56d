// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Biometrics

/// `--ppi N`, wherever images are read.
struct ResolutionOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Resolution of the images in pixels per inch, 50 to 5000; counts instead of the files' own.",
      valueName: "n"))
  var ppi: Double?

  /// The resolution, when one was given.
  var value: Resolution? { ppi.flatMap { Resolution(pixelsPerInch: $0) } }

  func validate() throws {
    if let ppi, Resolution(pixelsPerInch: ppi) == nil {
      throw ValidationError("--ppi \(ppi) is outside 50 to 5000 pixels per inch.")
    }
  }
}
