// SPDX-License-Identifier: Apache-2.0

import Cryptography

extension Manifest.BiometricItem {
  init(_ face: FaceCapture, idc: Int) {
    self.init(portrait: idc)
    captureDate = face.time.description
    captureDevice = face.provenance.device
    imageRef = "\(ApplicationRecord.transactionName)#type=10&idc=\(idc)"
    width = face.image.width
    height = face.image.height
    bitdepth = face.image.isColour ? 24 : 8
    mimeType = face.image.compression.mimeType
    compression = face.image.compression.osiaName
    provenance = Manifest.Origin(
      frameSha256: face.provenance.frameDigest.hexadecimal,
      imageSha256: face.image.digest.hexadecimal, algorithms: face.provenance.algorithms)
  }
}
