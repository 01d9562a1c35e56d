// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// Why samples could not be made, or are not what their manifest says.
public struct SampleSetError: ExplainedError {
  /// `unwritable-samples`, `unreadable-samples`, `no-digest` or `samples-differ`.
  public let code: String
  /// What was being done, what was found, what to do.
  public let message: String
  /// The error of the layer below.
  public let cause: (any Error)?
  /// For `samples-differ`, one line for each file that is not as it should be.
  public let differences: [String]

  private init(
    _ code: String, _ message: String, cause: (any Error)? = nil, differences: [String] = []
  ) {
    self.code = code
    self.message = message
    self.cause = cause
    self.differences = differences
  }

  static func unwritable(_ path: String, _ cause: any Error) -> SampleSetError {
    SampleSetError(
      "unwritable-samples",
      "Making samples, \(path) could not be written; name a folder that can be.", cause: cause)
  }

  static func unreadable(_ path: String) -> SampleSetError {
    SampleSetError(
      "unreadable-samples",
      "\(path) is no manifest of samples; name the folder of the samples, or make them there with "
        + "`sinhtrac samples make`.")
  }

  static func noDigest(_ path: String, _ cause: any Error) -> SampleSetError {
    SampleSetError(
      "no-digest", "The digest of \(path) could not be computed; see the cause.", cause: cause)
  }

  static func differ(_ folder: String, _ differences: [String]) -> SampleSetError {
    SampleSetError(
      "samples-differ",
      "The samples in \(folder) are not what the generator makes: "
        + differences.joined(separator: "; ") + ". Restore them with `sinhtrac samples make`.",
      differences: differences)
  }
}
