// SPDX-License-Identifier: Apache-2.0

public import Biometrics
public import Cryptography
import FoundationEssentials
public import Imaging

/// A picture of a finger, slap or eye as a device gave it.
///
/// In JSON: `file` (an image file in base64: PNG, WSQ, JPEG, JPEG 2000 or PGM with its resolution),
/// `device` and `frameSha256`, which may be left out for the file's own digest.
public struct Presentation: Sendable, Hashable, Codable {
  /// Upright; ridges dark.
  public let image: GrayImage
  /// The device as the operator knows it: 1 to 126 printable ASCII characters.
  public let device: String
  /// SHA-256 of the frame as the device gave it.
  public let frameDigest: Digest256

  /// Takes all parts.
  public init(image: GrayImage, device: String, frameDigest: Digest256) {
    (self.image, self.device, self.frameDigest) = (image, device, frameDigest)
  }

  /// Takes a picture whose pixels are the frame itself. Throws `CryptoError`.
  public init(_ image: GrayImage, device: String) throws {
    let digest = try SHA256.digest(of: image.pixels)
    self.init(image: image, device: device, frameDigest: digest)
  }

  /// Takes what a `FingerSource` gave.
  public init(_ sample: FingerSample) {
    self.init(image: sample.image, device: sample.device, frameDigest: sample.frameDigest)
  }

  /// Takes what an `EyeSource` gave.
  public init(_ sample: EyeSample) {
    self.init(image: sample.image, device: sample.device, frameDigest: sample.frameDigest)
  }

  private enum CodingKeys: String, CodingKey { case file, device, frameSha256 }

  /// Reads the file with the limits of `ImageFile`; a broken one is corrupt.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let file = [UInt8](try container.decode(Data.self, forKey: .file))
    guard let image = try? ImageFile.decode(file), let own = try? SHA256.digest(of: file) else {
      throw DecodingError.dataCorruptedError(
        forKey: .file, in: container, debugDescription: "no image that can be read")
    }
    self.image = image
    device = try container.decode(String.self, forKey: .device)
    let digest = try container.decodeIfPresent(String.self, forKey: .frameSha256)
    frameDigest = digest.flatMap { Digest256(hexadecimal: $0) } ?? own
  }

  /// Writes the picture as PNG.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Data(ImageFile.encode(image, as: .png)), forKey: .file)
    try container.encode(device, forKey: .device)
    try container.encode(frameDigest.hexadecimal, forKey: .frameSha256)
  }
}

/// An eye's picture as a camera gave it.
public struct PresentedEye: Sendable, Hashable, Codable {
  /// Which eye, as the operator or the camera's build says.
  public let eye: EyeLabel
  /// The picture.
  public let picture: Presentation

  /// Takes eye and picture.
  public init(_ eye: EyeLabel, _ picture: Presentation) {
    (self.eye, self.picture) = (eye, picture)
  }
}

/// A portrait, cut to the size of cards.
public struct PresentedPortrait: Sendable, Hashable, Codable {
  /// A PNG or JPEG file, grey or colour.
  public let file: [UInt8]
  /// The device as the operator knows it.
  public let device: String
  /// SHA-256 of the frame as the device gave it.
  public let frameDigest: Digest256
  /// What `PortraitSession` still found wrong with it; nil for a good one.
  public let feedback: PortraitFeedback?

  /// Takes all parts.
  public init(
    file: [UInt8], device: String, frameDigest: Digest256, feedback: PortraitFeedback? = nil
  ) {
    (self.file, self.device) = (file, device)
    (self.frameDigest, self.feedback) = (frameDigest, feedback)
  }

  private enum CodingKeys: String, CodingKey { case file, device, frameSha256, feedback }

  /// Reads base64 and text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    file = [UInt8](try container.decode(Data.self, forKey: .file))
    device = try container.decode(String.self, forKey: .device)
    let digest = try container.decodeIfPresent(String.self, forKey: .frameSha256)
    frameDigest = try digest.flatMap { Digest256(hexadecimal: $0) } ?? SHA256.digest(of: file)
    let code = try container.decodeIfPresent(String.self, forKey: .feedback)
    feedback = code.flatMap { PortraitFeedback(rawValue: $0) }
  }

  /// Writes base64 and text.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(Data(file), forKey: .file)
    try container.encode(device, forKey: .device)
    try container.encode(frameDigest.hexadecimal, forKey: .frameSha256)
    try container.encodeIfPresent(feedback?.rawValue, forKey: .feedback)
  }
}

/// A photograph or signature as a file; base64 in JSON.
public struct PictureFile: Sendable, Hashable, Codable {
  /// Largest photograph or signature: a camera's JPEG of 5 megapixels.
  public static let mostBytes = 4 << 20

  /// A PNG or JPEG file.
  public let bytes: [UInt8]

  /// Takes the file.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Reads base64.
  public init(from decoder: any Decoder) throws {
    bytes = [UInt8](try decoder.singleValueContainer().decode(Data.self))
  }

  /// Writes base64.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Data(bytes))
  }
}
