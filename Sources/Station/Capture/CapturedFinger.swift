// SPDX-License-Identifier: Apache-2.0

import Biometrics
import FingerScanner
public import Fingerprint
public import Imaging

/// The best picture of a finger or slap that the presentations gave.
public struct CapturedFinger: Sendable, Hashable {
  /// Upright, ridges dark, with its resolution.
  public let image: GrayImage
  /// Unified quality score, 0...100; nil for a slap, and where none could be computed.
  public let score: UInt8?
  /// What speaks most against it, for the operator.
  public let reason: OperatorReason?
  /// Whether the finger lay still and showed well, or time was up.
  public let isSettled: Bool

  init(_ image: GrayImage, _ score: UInt8?, _ isSettled: Bool, reason: OperatorReason? = nil) {
    (self.image, self.score, self.isSettled, self.reason) = (image, score, isSettled, reason)
  }

  /// A picture that nobody judged.
  public init(asItIs image: GrayImage) { self.init(image, nil, false) }

  func isBetter(than other: CapturedFinger?) -> Bool {
    guard let other else { return true }
    return (score ?? 0) > (other.score ?? 0)
  }
}

/// Scores frames in full.
struct FrameScore: Sendable {
  private let extractor: MinutiaExtractor
  private let assessor: QualityAssessor

  init(kernels: Kernels) {
    extractor = MinutiaExtractor(kernels: kernels)
    assessor = QualityAssessor(kernels: kernels)
  }

  /// The frame with the highest score, of equal ones the first; nil without frames.
  func best(of frames: [GrayImage], _ isSettled: Bool) -> CapturedFinger? {
    let (extraction, quality) = (ExtractionWorkspace(), QualityWorkspace())
    return frames.map { image in
      guard let normalized = try? Normalizer().normalize(image),
        let features = try? extractor.extract(normalized, workspace: extraction)
      else { return CapturedFinger(image, nil, isSettled) }
      let assessment = assessor.assess(
        normalized, minutiae: ExtractedMinutiae(features), workspace: quality)
      return CapturedFinger(
        image, try? assessment.score.get(), isSettled, reason: assessment.reasons.first)
    }.reduce(nil) { best, next in next.isBetter(than: best) ? next : best }
  }
}

extension FingerPosition {
  /// Whether the score is made for it: single fingers, not slaps.
  var isScored: Bool { fingers.count <= 1 }
}

extension ScannerError {
  /// A frame that is no image, which no scanner gives.
  static func nothing(_ scanner: ScannerIdentity) -> ScannerError {
    ScannerError(.faulty, "\(scanner.title) gave no picture. Plug it in again.")
  }
}
