// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
public import Imaging
public import Records

/// One applicant's way from the devices to an application record.
public struct CapturePipeline: Sendable {
  private let normalizer = Normalizer()
  private let extractor: MinutiaExtractor
  private let quality: CaptureQuality
  private let lanes: ExtractionLanes

  /// Takes the loops to compute with, how many fingers to work on at the same time, and the least
  /// quality score of a finger, 0...100; nil takes every finger with usable ridges.
  public init(kernels: Kernels = .best, lanes: Int, threshold: UInt8? = nil) {
    extractor = MinutiaExtractor(kernels: kernels)
    quality = CaptureQuality(kernels: kernels, threshold: threshold)
    self.lanes = ExtractionLanes(count: lanes)
  }

  /// Enrols an applicant: captures every finger that is not declared missing.
  ///
  /// Takes the moment of enrolment, which decides the applicant's age. `captured` is told of each
  /// finger in card order. Throws the first thing that stands in the way, as an `ExplainedError`.
  public func enrol(
    _ application: Application, from devices: SampleDevices, at time: UTCTime,
    captured: (FingerCapture) -> Void = { _ in }
  ) async throws -> ApplicationRecord {
    let day = time.date(hoursEast: EnrolmentRules.hoursEast)
    try EnrolmentRules.check(application, on: day)
    try devices.check(application)
    var captures: [FingerCapture] = []
    try await lanes.run(
      application.presentFingers, workspace: CaptureWorkspace.init
    ) { finger, workspace in
      CaptureError.naming(finger) { try capture(finger, from: devices, at: time, workspace) }
    } deliver: { result in
      captures.append(try result.get())
      captured(captures[captures.count - 1])
    }
    return try application.record(with: captures, on: day)
  }

  /// One finger, from the glass to what enters the record.
  private func capture(
    _ finger: FingerPosition, from devices: SampleDevices, at time: UTCTime,
    _ workspace: CaptureWorkspace
  ) throws -> FingerCapture {
    let sample = try devices.capture(finger)
    let image = try normalizer.normalize(sample.image)
    let features = try extractor.extract(image, workspace: workspace.extraction)
    let score = try quality.score(of: finger, image, features, workspace.quality)
    let template = try features.minutiae(
      of: finger, on: image.origin, impression: sample.impression, quality: score?.score)
    let encoded = try EncodedImage(of: sample.image)
    return try FingerCapture(
      position: finger, impression: sample.impression, time: time, image: encoded,
      template: template, qualities: [score].compactMap(\.self),
      provenance: Provenance(of: sample, quality: quality.algorithm))
  }
}
