// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Imaging
import Iris
import Records

/// One applicant's eyes, from the camera to what enters the record.
struct IrisCapture: Sendable {
  private let extractor: IrisExtractor
  private let comparator: IrisComparator

  init(kernels: Kernels) {
    extractor = IrisExtractor(kernels: kernels)
    comparator = IrisComparator(kernels: kernels)
  }

  /// What was taken, and what the operator should look at.
  struct Outcome: Sendable {
    var eyes: [EyeCapture] = []
    var doubts: [String] = []
  }

  /// Captures every eye that the camera gives, and holds both against each other; eyes that look swapped
  /// are a doubt for the operator.
  ///
  /// Throws `EyeCaptureError`: `quality-below-threshold` where no eye is seen, `eye-repeated` where both
  /// pictures show one eye.
  func capture(from camera: any EyeSource, at time: UTCTime) throws(EyeCaptureError) -> Outcome {
    let workspace = IrisWorkspace()
    var taken: [TakenEye] = []
    for eye in camera.eyes { taken.append(try capture(eye, from: camera, at: time, workspace)) }
    var outcome = Outcome(eyes: taken.map(\.capture))
    guard taken.count == 2 else { return outcome }
    let comparison = comparator.compare(taken[0].code, taken[1].code)
    if EyePairCheck(comparison) == .sameEyeTwice { throw .repeated }
    if EyeSideVote.looksSwapped(right: taken[0].vote, left: taken[1].vote) {
      outcome.doubts.append("The pictures look as if right and left eye were swapped.")
    }
    return outcome
  }

  private func capture(
    _ eye: EyeLabel, from camera: any EyeSource, at time: UTCTime, _ workspace: IrisWorkspace
  ) throws(EyeCaptureError) -> TakenEye {
    do {
      return try take(camera.capture(eye), at: time, workspace)
    } catch let error as EyeCaptureError {
      throw error
    } catch {
      throw .failed(eye, error)
    }
  }

  /// One picture, cut, measured and encoded.
  ///
  /// Throws `EyeCaptureError`: `quality-below-threshold` where no eye is seen.
  func take(
    _ sample: EyeSample, at time: UTCTime, _ workspace: IrisWorkspace
  ) throws(EyeCaptureError) -> TakenEye {
    let eye = sample.label
    do {
      let features = try extractor.extract(sample.image, workspace: workspace)
      // Pictures of 640x480 are what centres ask for; smaller ones enter as they are.
      let cut =
        try (try? IrisImage(sample.image, features, as: .vga))
        ?? IrisImage(sample.image, features, as: .uncropped)
      let capture = try EyeCapture(
        label: eye, kind: cut.kind, time: time,
        image: EncodedImage(of: cut.image, as: .png), outline: cut.outline,
        quality: QualityBlock(value: UInt8(features.measures.score)),
        provenance: Provenance(of: sample))
      return TakenEye(
        capture: capture, code: features.code, vote: EyeSideVote(sample.image, features.geometry),
        feedback: CaptureFeedback.first(
          features, highlights: Highlights.count(sample.image, features.geometry)))
    } catch let error as IrisError where error.reason == .noEye {
      throw .recapture(eye)
    } catch {
      throw .failed(eye, error)
    }
  }
}

/// A capture with what the check of both eyes needs.
struct TakenEye: Sendable {
  let capture: EyeCapture
  let code: IrisCode
  let vote: EyeSideVote
  /// What to tell the person; nil for a good picture.
  let feedback: CaptureFeedback?

  /// Quality, 0...100.
  var score: UInt8 { capture.quality?.value ?? 0 }
}

extension Provenance {
  /// Where a picture came from and what this release does to it.
  fileprivate init(of sample: EyeSample) throws(RecordError) {
    try self.init(
      device: sample.device, frameDigest: sample.frameDigest,
      algorithms: ["iris-segmentation", "iris-quality"].map {
        AlgorithmVersion(name: $0, version: Release.version)
      })
  }
}
