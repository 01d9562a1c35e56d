// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// A policy file that cannot be used.
public struct PolicyError: ExplainedError, Hashable {
  /// `policy-malformed`.
  public let code = "policy-malformed"
  /// What was found and what to do.
  public let message: String

  init(_ found: String) {
    message = "Reading the capture policy: \(found). Correct the file, or leave the field out."
  }

  init(_ error: DecodingError) {
    let context: DecodingError.Context? =
      switch error {
      case .dataCorrupted(let context), .keyNotFound(_, let context),
        .typeMismatch(_, let context), .valueNotFound(_, let context):
        context
      @unknown default: nil
      }
    // Names of settings, which are no secret; a long one is no setting.
    let path = (context?.codingPath ?? []).map { String($0.stringValue.prefix(40)) }
    self.init(
      path.isEmpty ? "it is no JSON of a policy" : "\(path.joined(separator: ".")) is wrong")
  }
}
