// SPDX-License-Identifier: Apache-2.0

public import Biometrics
public import Camera
public import Iris

/// Eyes that a camera has captured: both at once, or one after the other where it sees one only.
public struct CameraEyes: EyeSource {
  private let samples: [EyeLabel: EyeSample]

  /// Times that an eye is asked for until it is good; the best picture of all of them is kept. Three, as
  /// iris programmes allow (ISO/IEC 29794-6:2015, annex on capture).
  private static let attempts = 3

  /// Asks for every eye that the application does not declare missing, the right one first.
  ///
  /// Waits so long each time and tells which eye is asked for (`unknown` while both are) and what to
  /// change. Throws `EyeCaptureError`: `quality-below-threshold` where no picture shows an eye, else
  /// the code of the camera's error.
  public init(
    of application: Application, from camera: Camera, within limit: Duration,
    telling tell: (EyeLabel, CaptureFeedback?) -> Void = { _, _ in }
  ) async throws(EyeCaptureError) {
    var best: [EyeLabel: CapturedEye] = [:]
    for label in application.presentEyes {
      for _ in 0..<Self.attempts where best[label]?.feedback != nil || best[label] == nil {
        for eye in try await Self.eyes(label, camera, limit, tell) where eye.label != .unknown {
          guard best[eye.label].map(eye.isBetter) ?? true else { continue }
          best[eye.label] = eye
        }
      }
      guard best[label] != nil else { throw .recapture(label) }
    }
    let device = camera.identity.name
    samples = best.filter { application.presentEyes.contains($0.key) }.mapValues {
      EyeSample(label: $0.label, image: $0.image, device: device, frameDigest: $0.digest)
    }
  }

  private static func eyes(
    _ label: EyeLabel, _ camera: Camera, _ limit: Duration,
    _ tell: (EyeLabel, CaptureFeedback?) -> Void
  ) async throws(EyeCaptureError) -> [CapturedEye] {
    do {
      return try await EyeSession(camera, label: label).run(within: limit) { tell(label, $0) }.eyes
    } catch {
      throw .failed(label, error)
    }
  }

  /// The eyes that were captured, the right one first.
  public var eyes: [EyeLabel] { EyeLabel.both.filter { samples[$0] != nil } }

  /// The eye as the camera gave it.
  public func capture(_ eye: EyeLabel) throws -> EyeSample {
    guard let sample = samples[eye] else { throw EyeCaptureError.recapture(eye) }
    return sample
  }
}
