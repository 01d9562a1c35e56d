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
  private let compression: RecordCompression?
  private let slaps: SlapCapture
  private let irises: IrisCapture

  /// Takes the loops to compute with, how many fingers to work on at the same time, the least
  /// quality score of a finger, 0...100 (nil takes every finger with usable ridges), and how images
  /// are compressed: by their resolution when nothing is said.
  public init(
    kernels: Kernels = .best, lanes: Int, threshold: UInt8? = nil,
    compression: RecordCompression? = nil
  ) {
    extractor = MinutiaExtractor(kernels: kernels)
    quality = CaptureQuality(kernels: kernels, threshold: threshold)
    self.lanes = ExtractionLanes(count: lanes)
    self.compression = compression
    slaps = SlapCapture(extractor: extractor, quality: quality, compression: compression)
    irises = IrisCapture(kernels: kernels)
  }

  /// Enrols an applicant: captures the slaps that the devices give and every finger that is not
  /// declared missing, and holds them against each other; then the eyes that the camera gives.
  ///
  /// Takes the moment of enrolment, which decides the applicant's age. `captured` is told of each
  /// finger in card order, `doubted` what the operator should look at. Throws the first thing that
  /// stands in the way, as an `ExplainedError`.
  public func enrol(
    _ application: Application, from devices: any FingerSource, eyes camera: (any EyeSource)? = nil,
    at time: UTCTime, captured: (FingerCapture) -> Void = { _ in },
    doubted: (String) -> Void = { _ in }
  ) async throws -> ApplicationRecord {
    let day = time.date(hoursEast: EnrolmentRules.hoursEast)
    try EnrolmentRules.check(application, on: day)
    try devices.check(application)
    var taken: [TakenCapture] = []
    try await lanes.run(
      devices.slaps + application.presentFingers, workspace: CaptureWorkspace.init
    ) { position, workspace in
      CaptureError.naming(position) {
        try position.isSingleFinger
          ? capture(position, from: devices, at: time, workspace)
          : slaps.capture(position, of: application, from: devices, at: time, workspace)
      }
    } deliver: { result in
      taken.append(try result.get())
      captured(taken[taken.count - 1].capture)
    }
    try SequenceError.check(taken)
    let eyes = try camera.map { try irises.capture(from: $0, at: time) }
    for doubt in eyes?.doubts ?? [] { doubted(doubt) }
    return try application.record(
      with: taken.map(\.capture), eyes: eyes?.eyes ?? [], on: day)
  }

  /// One finger, from the glass to what enters the record.
  private func capture(
    _ finger: FingerPosition, from devices: any FingerSource, at time: UTCTime,
    _ workspace: CaptureWorkspace
  ) throws -> TakenCapture {
    let sample = try devices.capture(finger)
    let image = try normalizer.normalize(sample.image)
    let features = try extractor.extract(image, workspace: workspace.extraction)
    let score = try quality.score(of: finger, image, features, workspace.quality)
    let template = try features.minutiae(
      of: finger, on: image.origin, impression: sample.impression, quality: score?.score)
    let encoded = try EncodedImage(of: sample.image, as: compression)
    let capture = try FingerCapture(
      position: finger, impression: sample.impression, time: time, image: encoded,
      template: template, qualities: [score].compactMap(\.self),
      provenance: Provenance(of: sample, quality: quality.algorithm))
    return TakenCapture(capture: capture, prints: features.prints(of: finger))
  }
}
