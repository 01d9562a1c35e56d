// SPDX-License-Identifier: Apache-2.0

public import Biometrics
import Fingerprint
import Records

/// Why a finger could not be captured although its device worked.
public struct CaptureError: ExplainedError {
  /// `quality-below-threshold` when the finger should be presented again; else a defect of ours.
  public let code: String
  /// Names the finger, says what was found and what to do.
  public let message: String
  /// The error of the layer below.
  public let cause: (any Error)?

  /// Runs the capture of one finger; whatever goes wrong is told with the finger's name.
  static func naming<Capture>(
    _ finger: FingerPosition, _ capture: () throws -> Capture
  ) -> Result<Capture, CaptureError> {
    do {
      return .success(try capture())
    } catch let error as CaptureError {
      return .failure(error)
    } catch let error as ExtractionError {
      return .failure(.recapture(finger, error))
    } catch {
      return .failure(.failed(finger, error))
    }
  }

  /// No usable ridges, or too few of them: presenting the finger again can help.
  static func recapture(_ finger: FingerPosition, _ cause: (any ExplainedError)?) -> CaptureError {
    CaptureError(
      code: "quality-below-threshold",
      message: "Capturing \(finger.name): its image is not good enough. Clean the glass, present "
        + "the finger again, or declare it missing.", cause: cause)
  }

  /// A slap whose labels are in doubt: what speaks against them tells what to do.
  static func recapture(_ slap: FingerPosition, _ flags: [SlapFlag]) -> CaptureError {
    let found = flags.map(\.english).joined(separator: "; ")
    return CaptureError(
      code: "quality-below-threshold",
      message: "Capturing \(slap.name): \(found).", cause: nil)
  }

  /// Anything else that stands in the way of one finger.
  static func failed(_ finger: FingerPosition, _ error: any Error) -> CaptureError {
    let explained = error as? any ExplainedError
    return CaptureError(
      code: explained?.code ?? "capture-failed",
      message: "Capturing \(finger.name): \(explained?.message ?? "it failed.")",
      cause: explained == nil ? error : explained?.cause)
  }

  static func inconsistentFeatures(_ finger: FingerPosition) -> CaptureError {
    CaptureError(
      code: "inconsistent-features",
      message:
        "Extraction of \(finger.name) gave minutiae outside the image. Report this as a bug.",
      cause: nil)
  }
}
