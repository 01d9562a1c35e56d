// SPDX-License-Identifier: Apache-2.0

public import Biometrics
import Iris

/// Why an eye could not be captured although its camera worked.
public struct EyeCaptureError: ExplainedError {
  /// `quality-below-threshold` when the eye should be presented again, `eye-repeated` when one eye
  /// stands for both; else that of the layer below.
  public let code: String
  /// Names the eye, says what was found and what to do.
  public let message: String
  /// The error of the layer below.
  public let cause: (any Error)?

  static func recapture(_ eye: EyeLabel) -> EyeCaptureError {
    EyeCaptureError(
      code: "quality-below-threshold",
      message: "Capturing the \(eye.name): \(CaptureFeedback.noEye.english). Capture again, or "
        + "declare the eye missing.", cause: nil)
  }

  static let repeated = EyeCaptureError(
    code: "eye-repeated",
    message: "Comparing both eyes: the pictures show the same eye twice. Capture the other eye "
      + "again.", cause: nil)

  static func failed(_ eye: EyeLabel, _ error: any Error) -> EyeCaptureError {
    let explained = error as? any ExplainedError
    return EyeCaptureError(
      code: explained?.code ?? "capture-failed",
      message: "Capturing the \(eye.name): \(explained?.message ?? "it failed.")",
      cause: explained == nil ? error : explained?.cause)
  }
}
