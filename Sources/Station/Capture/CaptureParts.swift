// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Fingerprint
import Imaging
import Records

extension SampleDevices {
  /// Makes sure, before work starts, that every finger is either there or declared missing.
  func check(_ application: Application) throws(SampleDeviceError) {
    for entry in application.missing where has(entry.finger) {
      throw .presentAndMissing(entry.finger)
    }
    for finger in application.presentFingers where !has(finger) {
      throw .noImage(finger, folder)
    }
  }
}

extension FingerprintFeatures {
  /// The minutiae as they enter a record.
  func minutiae(
    of finger: FingerPosition, impression: ImpressionType
  ) throws(CaptureError) -> MinutiaeTemplate {
    guard let template = template(position: finger, impression: impression) else {
      throw .inconsistentFeatures(finger)
    }
    return template.minutiae
  }
}

extension EncodedImage {
  /// The image in the lossless form in which it enters a record.
  init(of image: GrayImage) throws {
    try self.init(
      ImageFile.encode(image, as: .png), resolution: image.resolution ?? .standard)
  }
}

extension Provenance {
  /// Where a sample came from and what this release does to it.
  init(of sample: FingerSample) throws(RecordError) {
    try self.init(
      device: sample.device, frameDigest: sample.frameDigest,
      algorithms: [
        AlgorithmVersion(name: "normalization", version: Release.version),
        AlgorithmVersion(name: "minutia-extraction", version: Release.version),
      ])
  }
}
