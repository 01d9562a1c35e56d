// SPDX-License-Identifier: Apache-2.0

import Biometrics

/// Why a verb's results could not be put where they were asked for.
struct OutputError: ExplainedError {
  let code: String
  let message: String

  static func unwritable(_ path: String) -> OutputError {
    OutputError(
      code: "output-unwritable",
      message:
        "\(path) cannot be written. Make room, change the folder's owner, or name another one.")
  }

  static func nameTwice(_ name: String, _ first: String, _ second: String) -> OutputError {
    OutputError(
      code: "name-twice",
      message: "\(first) and \(second) would both be written as \(name). "
        + "Give them in two calls with different folders.")
  }

  static let inconsistentFeatures = OutputError(
    code: "inconsistent-features",
    message: "Extraction gave minutiae outside the image. Report this with the image as a bug.")

  static func unexpected(_ error: any Error) -> OutputError {
    OutputError(code: "unexpected", message: "Something unforeseen failed: \(error).")
  }
}
