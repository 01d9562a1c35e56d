// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Imaging
import Records

/// What one lane keeps from finger to finger.
final class CaptureWorkspace {
  let extraction = ExtractionWorkspace()
  let quality = QualityWorkspace()
}

/// Assesses captured fingers and refuses those below a threshold.
struct CaptureQuality {
  private let assessor: QualityAssessor
  /// Least score that is taken; nil takes every finger.
  private let threshold: UInt8?

  init(kernels: Kernels, threshold: UInt8?) {
    assessor = QualityAssessor(kernels: kernels)
    self.threshold = threshold
  }

  /// The model that makes the scores, as it enters a record.
  var algorithm: String {
    "\(assessor.model.identity.name) \(assessor.model.identity.digest.prefix(8))"
  }

  /// The score of a finger; its algorithm has no registered number.
  ///
  /// Throws `quality-below-threshold`, with the most important reason, for a finger that has a lower
  /// score than the threshold, or none.
  func score(
    of finger: FingerPosition, _ image: NormalizedImage, _ features: FingerprintFeatures,
    _ workspace: QualityWorkspace
  ) throws(CaptureError) -> FingerQuality? {
    let assessment = assessor.assess(
      image, minutiae: ExtractedMinutiae(features), workspace: workspace)
    let score = try? assessment.score.get()
    if let threshold, score ?? 0 < threshold {
      throw .lowQuality(finger, score, threshold, assessment.reasons.first)
    }
    return FingerQuality(finger: finger, score: score, algorithm: .unreported)
  }
}

extension CaptureError {
  /// The score is below the threshold.
  fileprivate static func lowQuality(
    _ finger: FingerPosition, _ score: UInt8?, _ threshold: UInt8, _ reason: OperatorReason?
  ) -> CaptureError {
    let found = score.map { "its quality is \($0)" } ?? "it has no quality score"
    let advice = reason?.english ?? "clean the glass and present the finger again"
    return CaptureError(
      code: "quality-below-threshold",
      message: "Capturing \(finger.name): \(found), and at least \(threshold) is asked for. "
        + "What to do: \(advice).", cause: nil)
  }
}
