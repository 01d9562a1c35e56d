// SPDX-License-Identifier: Apache-2.0

public import Biometrics

/// One accepted iris image with all that was made of it.
public struct EyeCapture: Sendable, Hashable {
  /// Which eye.
  public let label: EyeLabel
  /// How the image is cut.
  public let kind: IrisImageKind
  /// When it was made.
  public let time: UTCTime
  /// The image as it enters the record: PNG, JPEG 2000 or pixels, as JPEG harms irises.
  public let image: EncodedImage
  /// Where the eye's parts are, in pixels of `image`; nil where nobody looked.
  public let outline: EyeOutline?
  /// Quality, 0...100; nil when the algorithm failed.
  public let quality: QualityBlock?
  /// Device, frame and algorithms it comes from.
  public let provenance: Provenance

  /// Throws `eye-capture` when the compression is none of those an iris record takes, or the image
  /// is no 640x480 one where it should be.
  public init(
    label: EyeLabel, kind: IrisImageKind, time: UTCTime, image: EncodedImage,
    outline: EyeOutline? = nil, quality: QualityBlock? = nil, provenance: Provenance
  ) throws(RecordError) {
    guard Self.compressions.contains(image.compression) else {
      throw Self.refused("it is \(image.compression.rawValue); take PNG, JP2 or pixels")
    }
    guard kind != .vga || (image.width == 640 && image.height == 480) else {
      throw Self.refused("it has \(image.width)x\(image.height) pixels, and VGA has 640x480")
    }
    self.label = label
    self.kind = kind
    self.time = time
    self.image = image
    self.outline = outline
    self.quality = quality
    self.provenance = provenance
  }

  static let compressions: [ImageCompression] = [.none, .png, .jpeg2000, .losslessJPEG2000]

  private static func refused(_ found: String) -> RecordError {
    RecordError("eye-capture", "Taking an iris image into the record: \(found).")
  }
}

/// An eye that cannot be captured, and why; raw values are the codes of 17.028.
public struct MissingEye: Sendable, Hashable {
  /// Why an eye cannot be captured.
  public enum Reason: String, Sendable, Hashable, CaseIterable {
    /// Missing or amputated.
    case missing = "MA"
    /// There, but nothing can be captured: bandage, injury, a lid that does not open.
    case unable = "UC"
  }

  /// Which eye.
  public let label: EyeLabel
  /// Why.
  public let reason: Reason
  /// The operator's words, such as `bandage after surgery`: 1 to 126 printable ASCII characters.
  public let remark: String?

  /// Takes eye, reason and remark; nil where it is unknown which eye, or a record cannot hold the
  /// remark.
  public init?(_ label: EyeLabel, _ reason: Reason, remark: String? = nil) {
    guard label != .unknown, remark.map({ isPrintable($0, 1...126) }) ?? true else { return nil }
    self.label = label
    self.reason = reason
    self.remark = remark
  }
}
