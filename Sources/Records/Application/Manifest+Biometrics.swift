// SPDX-License-Identifier: Apache-2.0

import Biometrics
import Cryptography

extension Manifest {
  /// A capture, or a finger or eye that is missing: OSIA's BiometricData, with segments, the kind of
  /// an iris image and provenance added.
  public struct BiometricItem: Sendable, Hashable, Codable {
    /// FINGER, IRIS or FACE.
    public let biometricType: String
    /// Such as RIGHT_INDEX, EYE_LEFT or PORTRAIT.
    public let biometricSubType: String
    /// Tells items of one subtype apart: the IDC of its record.
    public let instance: String
    /// Where the image is: file, record type and IDC.
    public var imageRef: String?
    /// RFC 3339.
    public var captureDate: String?
    /// The device as the operator knows it.
    public var captureDevice: String?
    /// Such as LIVE_SCAN_PLAIN.
    public var impressionType: String?
    /// Pixels.
    public var width: Int?
    /// Pixels.
    public var height: Int?
    /// Bits per pixel.
    public var bitdepth: Int?
    /// Media type of the image.
    public var mimeType: String?
    /// Pixels per inch.
    public var resolution: Int?
    /// NONE, WSQ, JPEG, JPEG2000 or PNG.
    public var compression: String?
    /// How an iris image is cut: UNCROPPED, VGA, CROPPED or CROPPED_AND_MASKED.
    public var imageKind: String?
    /// Fingers or eyes of this item that are missing.
    public var missing: [Missing]?
    /// Where the minutiae are.
    public var templateRef: String?
    /// Layout of the minutiae, such as ANSI_378.
    public var templateFormat: String?
    /// Score of a single finger, 0...100.
    public var quality: Int?
    /// Scale of the score, such as NFIQ2.
    public var qualityFormat: String?
    /// CBEFF product number of the algorithm that scored.
    public var algorithm: String?
    /// CBEFF organisation number of the same, in four hexadecimal digits.
    public var vendor: String?
    /// Boxes of a slap's fingers.
    public var segments: [Segment]?
    /// Frame and algorithms.
    public var provenance: Origin?
  }

  /// A missing finger or eye and why.
  public struct Missing: Sendable, Hashable, Codable {
    /// The finger or eye.
    public let biometricSubType: String
    /// BANDAGED, AMPUTATED or DAMAGED.
    public let presence: String
    /// The operator's words.
    public var remark: String?
  }

  /// The box of one finger in a slap, in pixels; right and bottom lie outside.
  public struct Segment: Sendable, Hashable, Codable {
    /// The finger.
    public let biometricSubType: String
    /// The box.
    public let left, right, top, bottom: Int
    /// Score of the finger, 0...100.
    public let quality: Int?
  }

  /// What a capture was made of and by.
  public struct Origin: Sendable, Hashable, Codable {
    /// SHA-256 of the device's raw frame, in hexadecimal digits.
    public let frameSha256: String
    /// SHA-256 of the image in the record.
    public let imageSha256: String
    /// In the order they ran.
    public let algorithms: [AlgorithmVersion]
  }
}

extension Manifest.BiometricItem {
  init(_ finger: FingerPosition, idc: Int) {
    biometricType = "FINGER"
    biometricSubType = finger.osiaName
    instance = "\(idc)"
  }

  init(portrait idc: Int) {
    biometricType = "FACE"
    biometricSubType = "PORTRAIT"
    instance = "\(idc)"
  }

  init(_ capture: FingerCapture, idc: Int, missing: [MissingFinger]) {
    self.init(capture.position, idc: idc)
    captureDate = capture.time.description
    captureDevice = capture.provenance.device
    impressionType = capture.impression.osiaName
    describe(capture.image, idc: idc)
    let absent = missing.filter { capture.position.fingers.contains($0.finger) }
    self.missing = absent.isEmpty ? nil : absent.map(Manifest.Missing.init)
    if capture.template != nil {
      templateRef = "\(ApplicationRecord.transactionName)#type=9&idc=\(idc)"
      templateFormat = "ANSI_378"
    }
    score(capture)
    provenance = Manifest.Origin(
      frameSha256: capture.provenance.frameDigest.hexadecimal,
      imageSha256: capture.image.digest.hexadecimal, algorithms: capture.provenance.algorithms)
  }

  init(_ missing: MissingFinger, idc: Int) {
    self.init(missing.finger, idc: idc)
    self.missing = [Manifest.Missing(missing)]
  }

  private mutating func describe(_ image: EncodedImage, idc: Int) {
    imageRef = "\(ApplicationRecord.transactionName)#type=14&idc=\(idc)"
    width = image.width
    height = image.height
    bitdepth = image.depth
    mimeType = image.compression.mimeType
    resolution = Int(image.resolution.pixelsPerInch.rounded())
    compression = image.compression.osiaName
  }

  private mutating func score(_ capture: FingerCapture) {
    if capture.position.fingers.count == 1, let score = capture.qualities.first {
      quality = score.score.map(Int.init)
      qualityFormat = score.format
      let items = score.nistItems
      vendor = items[1]
      algorithm = items[2]
    }
    let boxes = capture.segments.map { box in
      Manifest.Segment(
        biometricSubType: box.finger.osiaName, left: box.left, right: box.right, top: box.top,
        bottom: box.bottom,
        quality: capture.qualities.first { $0.finger == box.finger }?.score.map(Int.init))
    }
    segments = boxes.isEmpty ? nil : boxes
  }
}

extension Manifest.Missing {
  init(_ missing: MissingFinger) {
    biometricSubType = missing.finger.osiaName
    presence = missing.reason.rawValue.uppercased()
  }
}
