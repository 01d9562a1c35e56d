// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography

extension Manifest.BiometricItem {
  init(_ label: EyeLabel, idc: Int) {
    biometricType = "IRIS"
    biometricSubType = label.osiaName
    instance = "\(idc)"
  }

  init(_ eye: EyeCapture, idc: Int) {
    self.init(eye.label, idc: idc)
    captureDate = eye.time.description
    captureDevice = eye.provenance.device
    imageRef = "\(ApplicationRecord.transactionName)#type=17&idc=\(idc)"
    width = eye.image.width
    height = eye.image.height
    bitdepth = eye.image.depth
    mimeType = eye.image.compression.mimeType
    compression = eye.image.compression.osiaName
    imageKind = eye.kind.osiaName
    if let score = eye.quality {
      quality = Int(score.value)
      qualityFormat = "ISO_19794"
      (vendor, algorithm) = (score.nistItems[1], score.nistItems[2])
    }
    provenance = Manifest.Origin(
      frameSha256: eye.provenance.frameDigest.hexadecimal,
      imageSha256: eye.image.digest.hexadecimal, algorithms: eye.provenance.algorithms)
  }

  init(_ missing: MissingEye, idc: Int) {
    self.init(missing.label, idc: idc)
    let presence = missing.reason == .missing ? "AMPUTATED" : "DAMAGED"
    self.missing = [
      Manifest.Missing(
        biometricSubType: missing.label.osiaName, presence: presence, remark: missing.remark)
    ]
  }
}

extension EyeLabel {
  /// OSIA's BiometricSubType.
  var osiaName: String {
    switch self {
    case .unknown: "EYE_UNDEF"
    case .right: "EYE_RIGHT"
    case .left: "EYE_LEFT"
    }
  }
}

extension IrisImageKind {
  var osiaName: String { name.uppercased().replacing("-", with: "_") }
}
