// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// Why an image gives no iris features.
public struct IrisError: ExplainedError, Hashable {
  /// What kind of reason.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    /// Nothing in the picture looks like an eye.
    case noEye = "no-eye"
    /// The picture is too small to hold an iris.
    case imageTooSmall = "image-too-small"
    /// The picture is larger than any iris camera's.
    case imageTooLarge = "image-too-large"
  }

  /// What kind of reason.
  public let reason: Reason
  /// What was found and what to do.
  public let message: String

  /// The reason as text.
  public var code: String { reason.rawValue }

  static let noEye = IrisError(
    reason: .noEye,
    message: "No eye was found in the image: there is no dark even disc inside an iris. "
      + "Capture again with the eye open, sharp and fully in the picture.")

  static func tooSmall(_ width: Int, _ height: Int) -> IrisError {
    IrisError(
      reason: .imageTooSmall,
      message: "The image has \(width)x\(height) pixels; an iris needs at least "
        + "\(IrisWorkspace.sides.lowerBound) a side. Capture the eye from nearer.")
  }

  static func tooLarge(_ width: Int, _ height: Int) -> IrisError {
    IrisError(
      reason: .imageTooLarge,
      message: "The image has \(width)x\(height) pixels, more than "
        + "\(IrisWorkspace.sides.upperBound) a side. Cut the eye out or reduce the image.")
  }
}
