// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// A finger image data record of ISO/IEC 19794-4:2011: images of single fingers or slaps, each with
/// when, with what and how well it was captured.
public struct FingerImageRecord: Sendable, Hashable {
  /// One for each image, at least one.
  public var views: [FingerImageView]

  /// A record of these images.
  public init(views: [FingerImageView]) { self.views = views }

  /// Largest record that is read, in bytes: a slap at 1000 ppi and ten fingers uncompressed.
  public static let maximumBytes = 1 << 26
  /// Most images of a record that is read: every position twice over.
  public static let maximumViews = 64
}

/// One image of a finger image record (representation).
public struct FingerImageView: Sendable, Hashable {
  /// What the image shows; plain thumbs are written as the thumbs that they are.
  public let position: FingerPosition
  /// How it was made.
  public let impression: ImpressionType
  /// The image, compressed as it is to be stored.
  public let image: EncodedImage
  /// Resolution that the device scanned at; the image's own where it was not resampled.
  public var captureResolution: Resolution
  /// Counts the images of one position from 0, without gaps.
  public var number: UInt8 = 0
  /// What the image was taken with.
  public var equipment = CaptureEquipment()
  /// When the image was taken.
  public var captured = CaptureMoment.unreported
  /// Quality with the algorithm that gave it.
  public var qualities: [QualityBlock] = []
  /// Certifications of the equipment, authority and scheme.
  public var certifications: [CertificationBlock] = []
  /// Extended data: segmentation, annotation, comment and others' blocks, kept as they are.
  public var blocks: [FingerImageBlock] = []

  /// A view of this image with nothing else reported.
  public init(position: FingerPosition, impression: ImpressionType, image: EncodedImage) {
    self.position = position
    self.impression = impression
    self.image = image
    captureResolution = image.resolution
  }
}

/// An extended data block: a type and what is in it.
public struct FingerImageBlock: Sendable, Hashable {
  /// 1 segmentation, 2 annotation, 3 comment; others are vendors' own.
  public let type: UInt16
  /// Without type and length; at most 65531 bytes.
  public let content: [UInt8]

  /// Takes a block's content; nil when it is longer than its length field can say.
  public init?(type: UInt16, content: [UInt8]) {
    guard content.count <= Int(UInt16.max) - 4 else { return nil }
    self.type = type
    self.content = content
  }
}
