// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Imaging
import Records

/// Takes slaps: finds and names their fingers, and assesses each.
struct SlapCapture: Sendable {
  private let extractor: MinutiaExtractor
  private let quality: CaptureQuality
  private let compression: RecordCompression?
  private let segmenter: SlapSegmenter

  init(extractor: MinutiaExtractor, quality: CaptureQuality, compression: RecordCompression?) {
    self.extractor = extractor
    self.quality = quality
    self.compression = compression
    segmenter = SlapSegmenter(kernels: extractor.kernels)
  }

  /// One slap, from the glass to what enters the record. Throws `quality-below-threshold` where
  /// anything speaks against the names of its fingers.
  func capture(
    _ position: FingerPosition, of application: Application, from devices: any FingerSource,
    at time: UTCTime, _ workspace: CaptureWorkspace
  ) throws -> TakenCapture {
    let sample = try devices.capture(position)
    let found = try segment(sample.image, position, application)
    guard let fingers = found.fingers else { throw CaptureError.recapture(position, found.flags) }
    let prints = try fingers.map { try print(of: $0, found, sample.image, workspace) }
    let capture = try FingerCapture(
      position: position, impression: sample.impression, time: time,
      image: EncodedImage(of: sample.image, as: compression),
      qualities: prints.compactMap(\.quality), segments: fingers.compactMap { FingerSegment($0) },
      provenance: Provenance(of: sample, quality: quality.algorithm, segmented: true))
    return TakenCapture(
      capture: capture,
      prints: prints.reduce(into: [:]) { $0.merge($1.index) { first, _ in first } })
  }

  private func segment(
    _ image: GrayImage, _ position: FingerPosition, _ application: Application
  ) throws -> SlapSegmentation {
    let request = SlapRequest(
      SlapKind(position: position) ?? .automatic,
      missing: Set(application.missing.map(\.finger)))
    return segmenter.segment(
      try SlapSegmenter.normalizer.normalize(image), as: request, workspace: SlapWorkspace())
  }

  private struct Print {
    let quality: FingerQuality?
    let index: [FingerPosition: TemplateIndex]
  }

  private func print(
    of finger: SlapFinger, _ slap: SlapSegmentation, _ image: GrayImage,
    _ workspace: CaptureWorkspace
  ) throws -> Print {
    guard let cut = slap.image(of: finger, on: image) else {
      throw CaptureError.inconsistentFeatures(finger.position)
    }
    let normalized = try Normalizer().normalize(cut)
    let features = try extractor.extract(normalized, workspace: workspace.extraction)
    let score = try quality.score(of: finger.position, normalized, features, workspace.quality)
    return Print(quality: score, index: features.prints(of: finger.position))
  }
}

extension FingerSegment {
  /// The upright box of a finger, with how sure the segmentation is of it.
  init?(_ finger: SlapFinger) {
    let score = UInt8((finger.confidence * 100).rounded())
    self.init(
      finger: finger.position, left: finger.bounds.left, right: finger.bounds.right + 1,
      top: finger.bounds.top, bottom: finger.bounds.bottom + 1,
      quality: FingerQuality(
        finger: finger.position, score: score, algorithm: .unreported))
  }
}
