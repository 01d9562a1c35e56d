// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Imaging
import Records

extension SampleDevices {
  /// Makes sure, before work starts, that every finger is either there or declared missing.
  public func check(_ application: Application) throws(SampleDeviceError) {
    for entry in application.missing where has(entry.finger) {
      throw .presentAndMissing(entry.finger)
    }
    for finger in application.presentFingers where !has(finger) {
      throw .noImage(finger, folder)
    }
    for entry in application.missingEyes where eyes.contains(entry.label) {
      throw .presentAndMissing(entry.label)
    }
    // An application without eyes is a matter of the office; half of one is a mistake.
    let isAboutEyes = !eyes.isEmpty || !application.missingEyes.isEmpty
    for eye in application.presentEyes where isAboutEyes && !eyes.contains(eye) {
      throw .noImage(eye, folder)
    }
  }
}

extension FingerprintFeatures {
  /// The minutiae as they enter a record: on the whole image, at 500 ppi.
  ///
  /// Throws `quality-below-threshold` where ridges show but not one minutia.
  func minutiae(
    of finger: FingerPosition, on origin: NormalizedImage.Origin, impression: ImpressionType,
    quality: UInt8?
  ) throws(CaptureError) -> MinutiaeTemplate {
    guard !minutiae.isEmpty else { throw .recapture(finger, nil) }
    guard let found = template(position: finger, impression: impression, quality: quality),
      let whole = found.minutiae.beforeCropping(origin)
    else { throw .inconsistentFeatures(finger) }
    return whole
  }
}

extension Provenance {
  /// Where a sample came from, what this release does to it and which model scores it.
  init(
    of sample: FingerSample, quality model: String, segmented: Bool = false
  ) throws(RecordError) {
    let stages = (segmented ? ["slap-segmentation"] : []) + ["normalization", "minutia-extraction"]
    try self.init(
      device: sample.device, frameDigest: sample.frameDigest,
      algorithms: stages.map { AlgorithmVersion(name: $0, version: Release.version) }
        + [AlgorithmVersion(name: "quality", version: model)])
  }
}
