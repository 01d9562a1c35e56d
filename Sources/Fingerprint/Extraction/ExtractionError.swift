// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// Why an image gives no features.
public struct ExtractionError: ExplainedError, Hashable {
  /// What kind of reason.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    case noFingerprint = "no-fingerprint"
    case imageTooSmall = "image-too-small"
  }

  /// What kind of reason.
  public let reason: Reason
  /// What was found and what to do.
  public let message: String

  /// The reason as text.
  public var code: String { reason.rawValue }

  static let noFingerprint = ExtractionError(
    reason: .noFingerprint,
    message: "No fingerprint was found in the image: it is blank or shows no ridges. "
      + "Capture the finger again, or check that the right file was given.")

  static func tooSmall(_ width: Int, _ height: Int) -> ExtractionError {
    ExtractionError(
      reason: .imageTooSmall,
      message: "The image has \(width)x\(height) pixels at 500 ppi; extraction needs at least "
        + "\(ExtractionWorkspace.minimumSide) a side. Capture a larger area.")
  }
}
