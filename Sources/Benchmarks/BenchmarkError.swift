// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// Why a benchmark could not run.
public struct BenchmarkError: ExplainedError {
  /// `no-images` or `no-report`.
  public let code: String
  /// What was found and what to do.
  public let message: String

  static let noReport = BenchmarkError(
    code: "no-report", message: "The benchmark ended without a report. Report this as a bug.")

  static func noImages(_ folder: String) -> BenchmarkError {
    BenchmarkError(
      code: "no-images",
      message:
        "\(folder) holds no image that can be read; name an image or a folder of them with --images."
    )
  }
}
